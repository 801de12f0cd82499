#!/usr/bin/env python3
"""The page in a real browser: sizes, keyboard, contrast and names, languages, load.

    Tests/Trials/page.py http://127.0.0.1:8080 [folder for screenshots]

Needs Debian's chromium and, from PyPI, playwright and axe-core-python. Ends with 0 when all holds.
"""
import json, pathlib, shutil, sys, time

try:
    from playwright.sync_api import sync_playwright
    import axe_core_python
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed (pip install playwright axe-core-python)")
    sys.exit(0)

base = sys.argv[1].rstrip("/")
folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "page-trial")
folder.mkdir(parents=True, exist_ok=True)
browser_path = shutil.which("chromium") or shutil.which("google-chrome")
if not browser_path:
    print("skipped: no browser is installed (Debian package chromium)")
    sys.exit(0)
axe = next(pathlib.Path(axe_core_python.__file__).parent.rglob("axe.min.js")).read_text()
failures = []


def hold(what, is_so, more=""):
    print(("holds  " if is_so else "FAILS  ") + what + (f": {more}" if more else ""))
    if not is_so:
        failures.append(what)


def open_page(browser, query="", width=1440, height=900, **options):
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **options)
    page = context.new_page()
    page.faults = []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.faults.append(str(e)))
    page.on("request", lambda r: page.faults.append("asked " + r.url) if not r.url.startswith((base, "data:")) else None)
    page.goto(base + "/" + query, wait_until="domcontentloaded")
    page.wait_for_selector("#link.good, #link.bad", timeout=60000)
    page.wait_for_timeout(1500)
    return page


with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])

    for name, width, height, options in [
        ("wide", 1440, 900, {}),
        ("dark", 1440, 900, {"color_scheme": "dark"}),
        ("tablet", 820, 1180, {"has_touch": True}),
        ("phone", 390, 844, {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}),
    ]:
        for tab in ["alerts", "incidents", "stream", "work"]:
            page = open_page(browser, f"?tab={tab}", width, height, **options)
            page.screenshot(path=folder / f"{name}-{tab}.png", full_page=name == "phone")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            hold(f"{name}, {tab}: nothing sticks out", overflow <= 0, f"{overflow} px")
            hold(f"{name}, {tab}: no fault, no foreign host", not page.faults, "; ".join(page.faults[:3]))
            page.evaluate(axe)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            serious = [v for v in found if v["impact"] in ("serious", "critical")]
            for v in found:
                print("      ", v["impact"], v["id"], [n["target"] for n in v["nodes"][:3]])
            hold(f"{name}, {tab}: axe finds nothing serious", not serious, ", ".join(v["id"] for v in serious))
            page.context.close()

    for kind in ["incidents", "alerts"]:
        page = open_page(browser, f"?tab={kind}")
        first = page.locator("#panel a[data-id]").first
        if first.count() == 0:
            hold(f"there are {kind} to open", False)
            continue
        first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#detail-title", timeout=5000)
        page.wait_for_timeout(500)
        page.screenshot(path=folder / f"wide-one-of-{kind}.png")
        hold(f"one of {kind}: Enter opens it and the focus is in it", page.evaluate("document.activeElement.closest('#detail') !== null"))
        page.evaluate(axe)
        found = [v for v in page.evaluate("axe.run()")["violations"] if v["impact"] in ("serious", "critical")]
        for v in found:
            print("      ", v["impact"], v["id"], [n["target"] for n in v["nodes"][:3]])
        hold(f"one of {kind}: axe finds nothing serious", not found)
        page.keyboard.press("Escape")
        page.wait_for_timeout(900)
        hold(f"one of {kind}: Escape goes back to where it was", page.evaluate("!document.querySelector('#panel').hidden && document.activeElement.closest('#panel') !== null"))
        page.context.close()

    page = open_page(browser)
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    wanted = ["language", "theme", "key", "map", "zoom-in", "from", "to", "q", "kind", "region", "tab-alerts"]
    hold("Tab reaches every control, in order", [s for s in seen if s in wanted] == wanted, " ".join(seen))
    page.locator("#tab-alerts").focus()
    page.keyboard.press("ArrowRight")
    hold("an arrow chooses the next list", page.evaluate("document.activeElement.id") == "tab-incidents" and "tab=incidents" in page.url)
    page.keyboard.press("/")
    page.keyboard.type("gao")
    page.wait_for_timeout(600)
    hold("a slash searches, and the address says what for", "q=gao" in page.url, page.url)
    page.click("#language")
    page.wait_for_timeout(500)
    hold("in French it is French", page.evaluate("document.documentElement.lang") == "fr" and "lang=fr" in page.url)
    page.screenshot(path=folder / "wide-french.png")
    reopened = open_page(browser, page.url.split("/")[-1])
    hold("the address alone gives the same view", reopened.input_value("#q") == "gao" and reopened.evaluate("document.documentElement.lang") == "fr")
    page.context.close()
    reopened.context.close()

    page = open_page(browser, "?tab=incidents")
    counts = page.evaluate("fetch('api/v1/incidents?limit=1').then(r => r.json())")["total"]
    page.evaluate("""() => { window.gaps = []; let last = performance.now();
      const turn = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(turn); }; requestAnimationFrame(turn); }""")
    begin = page.evaluate("performance.now()")
    for _ in range(20):
        page.mouse.move(400, 400); page.mouse.down(); page.mouse.move(500, 450, steps=4); page.mouse.up()
        page.mouse.wheel(0, -100 if _ % 2 else 100)
        page.wait_for_timeout(150)
    gaps = sorted(page.evaluate("window.gaps"))
    print(f"       {counts} incidents, {len(gaps)} frames; median {gaps[len(gaps)//2]:.0f} ms, 95 % {gaps[int(len(gaps)*.95)]:.0f} ms, longest {gaps[-1]:.0f} ms")
    hold("the map moves without stutter: 95 % of frames within 100 ms", gaps[int(len(gaps) * .95)] <= 100)
    browser.close()

print("all holds" if not failures else f"{len(failures)} do not hold")
sys.exit(1 if failures else 0)

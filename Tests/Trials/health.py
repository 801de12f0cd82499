#!/usr/bin/env python3
"""/readyz and /livez through each trouble of a broker: what is said, when, and when it is over.

    Tests/Trials/health.py 127.0.0.1:9092 BROKER_PID_FILE "COMMAND THAT STARTS THE BROKER"

The broker is stopped, killed and started again, and topics of a prefix of its own are deleted: use
one that nobody needs. Needs a built vigie (VIGIE=path, else .build/release/vigie), kcat, and from
PyPI confluent-kafka. Ends with 0 when each trouble had its name in time and went by itself.
"""
import json, os, pathlib, signal, subprocess, sys, tempfile, time, urllib.error, urllib.request

from confluent_kafka.admin import AdminClient

bootstrap, pid_file, start = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
root = pathlib.Path(__file__).resolve().parents[2]
vigie = os.environ.get("VIGIE", str(root / ".build/release/vigie"))
prefix = f"health-{int(time.time())}."
base = "http://127.0.0.1:18081"
folder = pathlib.Path(tempfile.mkdtemp(prefix="vigie-health-"))
config = folder / "vigie.yaml"
config.write_text(
    f"topics: {{prefix: {prefix}, replication: 1}}\nkafka: {{bootstrap.servers: {bootstrap}}}\n"
    f"theatre: {root}/Deploy/theatres/mali-2018\nschemas: {root}/Schemas\n"
    "console: {enabled: true, listen: 127.0.0.1:18081}\n")
failures = []


def ask(path):
    try:
        with urllib.request.urlopen(base + path, timeout=5) as answer:
            return answer.status, []
    except urllib.error.HTTPError as error:
        return error.code, sorted({r["name"] for r in json.load(error)["reasons"]})
    except OSError:
        return 0, []


def until(what, seconds, holds):
    begun, last = time.time(), None
    while time.time() - begun < seconds:
        last = ask("/readyz")
        if ask("/livez")[0] == 503:
            failures.append(f"{what}: not alive")
        if holds(*last):
            print(f"holds  {what} after {time.time() - begun:.1f} s", flush=True)
            return
        time.sleep(0.25)
    print(f"FAILS  {what}: {last} after {seconds} s", flush=True)
    failures.append(what)


def says(*names):
    return lambda status, reasons: status == 503 and bool(set(names) & set(reasons))


def ready(status, reasons):
    return status == 200


def run(*arguments):
    return subprocess.run([vigie, *arguments, "--config", str(config)], capture_output=True, text=True)


def send(number):
    report = json.loads((root / "Deploy/demo/my-report.json").read_text()) | {"id": f"health-{number}"}
    subprocess.run(
        ["kcat", "-P", "-b", bootstrap, "-t", prefix + "reports.raw", "-H", "schema=field-report/3"],
        input=json.dumps(report), text=True, check=True)


def delete(topic):
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for done in admin.delete_topics([prefix + topic]).values():
        done.result()


assert run("topics", "apply").returncode == 0, "topics apply"
daemon = subprocess.Popen([vigie, "run", "--config", str(config)], stderr=(folder / "log").open("w"))
try:
    until("a new worker is ready", 60, ready)
    broker = int(pid_file.read_text())
    os.kill(broker, signal.SIGSTOP)
    until("broker stopped: named", 60, says("broker_unreachable"))
    os.kill(broker, signal.SIGCONT)
    until("broker goes on: ready", 60, ready)
    os.kill(broker, signal.SIGKILL)
    until("broker killed: named", 60, says("broker_unreachable"))
    subprocess.run(start, shell=True, check=True, stdout=subprocess.DEVNULL)
    until("broker started: ready", 120, ready)
    delete("reports.raw")
    until("raw topic deleted: named", 60, says("topic_missing"))
    run("topics", "apply")
    until("raw topic created: ready", 60, ready)
    # Nobody writes to it meanwhile, so nobody misses it before a report comes.
    delete("incidents")
    send(1)
    until("incidents' topic deleted: named", 90, says("topic_missing", "transaction_stuck"))
    run("topics", "apply")
    until("incidents' topic created: ready", 90, ready)
    second = dict(os.environ, VIGIE_CONSOLE_LISTEN="127.0.0.1:18082", VIGIE_INSTANCE="second")
    spare = subprocess.Popen(
        [vigie, "run", "--config", str(config), "--stage", "assessment"], env=second,
        stderr=(folder / "log2").open("w"))
    until("two writers for one partition: one has none", 60, says("no_assignment"))
    spare.send_signal(signal.SIGTERM)
    spare.wait(60)
    until("the other ended: ready", 60, ready)
finally:
    daemon.terminate()
    code = daemon.wait(60)
print(f"{'holds' if code == 0 else 'FAILS'}  ends with {code}")
print("all holds" if not failures and code == 0 else f"{failures}; logs in {folder}")
sys.exit(0 if not failures and code == 0 else 1)

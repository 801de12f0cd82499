import Foundation
import Testing

@testable import Console

/// The page in a real browser, where one is installed; Tests/Trials/page.py goes further.
@Suite(.serialized) struct BrowserSuite {
  static let attack = #"<img src=x onerror=\"document.title='pwned'\"><script>pwned()</script>"#

  /// Every text of these documents is an attack.
  static func hostile() throws -> [String] {
    let place =
      #""place":{"name":"\#(attack)","written":"\#(attack)","latitude":16.2,"longitude":-0.04,"#
      + #""radius":3000,"geoPrecision":1,"country":"\#(attack)","admin1":"\#(attack)"}"#
    let incident = Documents.incident(
      1,
      more: #",\#(place),"classification":{"event":"\#(attack)","subEvent":"\#(attack)"},"#
        + #""actors":[{"role":"perpetrator","attribution":"\#(attack)","written":"\#(attack)","#
        + #""percent":50}],"tactics":["\#(attack)"],"#
        + #""voices":[{"kind":"\#(attack)","actor":"\#(attack)","source":"\#(attack)","#
        + #""submitted":"2018-06-01T00:00:00Z","from":"r-1"}],"#
        + #""alternatives":[{"name":"\#(attack)","radius":5,"from":"r-1"}]"#
    ).replacing("A report began it.", with: attack)
      .replacing(
        #""reports":[]"#,
        with: #""reports":[{"id":"r-1","revision":1,"source":"\#(attack)","score":5,"#
          + #""evidence":{"\#(attack)":5}}]"#)
    let report =
      #"{"schema":"report/1","id":"r-1","source":"\#(attack)","kind":"\#(attack)","#
      + #""title":"\#(attack)","description":"\#(attack)","inbound":"\#(attack)","#
      + #""submitted":"2018-06-01T00:00:00Z","reliability":"\#(attack)","credibility":1}"#
    let words =
      #"{"language":"en","event":"\#(attack)","headline":"\#(attack)","#
      + #""description":"\#(attack)","instruction":"\#(attack)","audience":"\#(attack)","#
      + #""why":"\#(attack)"}"#
    let alert = Documents.alert(1).replacing(#""texts":[]"#, with: #""texts":[\#(words)]"#)
      .replacing(#""name":"Gao""#, with: #""name":"\#(attack)""#)
      .replacing(
        #""numbers":[]"#, with: #""numbers":[{"name":"\#(attack)","value":1,"threshold":1}]"#)
    let rejection =
      #"{"schema":"rejection/1","reason":"\#(attack)","stage":"\#(attack)","#
      + #""sentence":"\#(attack)","tried":"\#(attack)","attempts":1,"#
      + #""position":{"topic":"\#(attack)","partition":0,"offset":1,"timestamp":1530000000000},"#
      + #""violations":[{"keyword":"\#(attack)","schemaPointer":"\#(attack)","#
      + #""instancePointer":"\#(attack)","sentence":"\#(attack)"}]}"#
    return [incident, report, alert, rejection]
  }

  @Test(.enabled(if: Browser.program != nil, "needs a browser (Debian: chromium)"))
  func `an attack in every text is shown as text`() async throws {
    let server = try await RunningServer(try Documents.desk(try Self.hostile(), isOpen: true))
    try await onThread {
      let browser = try Browser(try #require(Browser.program))
      defer { browser.close() }
      for view in [
        "?tab=alerts", "?tab=incidents", "?tab=stream", "?id=\(Documents.id("i", 1))",
        "?id=\(Documents.id("a", 1))",
      ] {
        try browser.open("\(server.base)/\(view)&lang=en")
        try browser.wait(
          for: "['panel', 'detail'].some((id) => document.getElementById(id)"
            + "?.innerText.includes('<img src=x'))")
        let page = try browser.evaluate("document.documentElement.outerHTML") as? String ?? ""
        #expect(!page.contains("<img src=\"x\"") && !page.contains("<script>pwned"), "\(view)")
        #expect(try browser.evaluate("document.title") as? String != "pwned", "\(view)")
      }
      #expect(browser.faults.isEmpty, "\(browser.faults)")
    }
    try await server.stop()
  }

  @Test(.enabled(if: Browser.program != nil, "needs a browser (Debian: chromium)"))
  func `what comes in while the page is open is shown, and a key goes to the next list`()
    async throws
  {
    let desk = try Documents.desk([Documents.incident(1)])
    let server = try await RunningServer(desk)
    try await onThread {
      let browser = try Browser(try #require(Browser.program))
      defer { browser.close() }
      try browser.open("\(server.base)/?lang=en")
      try browser.wait(for: "document.querySelector('#link.good, #link.bad')")
      desk.view.fold { view, tell in
        for text in [
          Documents.alert(5), Documents.alert(6, more: #","scope":"restricted""#),
          Documents.incident(2),
        ] { tell(Documents.with(text) { view.fold($0) }) }
      }
      try browser.wait(for: "document.querySelector('[data-id=\"\(Documents.id("a", 5))\"]')")
      _ = try browser.evaluate("document.getElementById('tab-alerts').focus()")
      try browser.press("ArrowRight")
      try browser.wait(for: "document.querySelector('[data-id=\"\(Documents.id("i", 2))\"]')")
      #expect(try browser.evaluate("document.activeElement.id") as? String == "tab-incidents")
      let page = try browser.evaluate("document.documentElement.outerHTML") as? String ?? ""
      #expect(!page.contains(Documents.id("a", 6)), "a restricted alert is in the page")
      #expect(browser.faults.isEmpty, "\(browser.faults)")
    }
    try await server.stop()
  }
}

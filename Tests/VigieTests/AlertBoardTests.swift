import Model
import Testing

@testable import vigie

/// The duty officer's board: order, what rings, and what 80 columns show.
@Suite struct AlertBoardSuite {
  /// 2018-07-01 12:00 UTC.
  static let now = Instant(seconds: 1_530_446_400)

  static func alert(
    _ name: String, _ severity: AlertSeverity, version: Int32 = 1, state: AlertState = .firing,
    updated: Int64 = -720
  ) -> Alert {
    var alert = Alert()
    alert.id = Fingerprint(of: name)
    alert.version = version
    alert.state = state
    alert.rule.id = "R02"
    alert.severity = severity
    alert.raised = now.advanced(by: -7200)
    alert.updated = now.advanced(by: updated)
    alert.expires = now.advanced(by: 5 * 3600)
    var words = AlertWords()
    words.language = "en"
    words.headline = "Coordinated complex attacks: Sévaré and Gao, 475 km apart, \(name)"
    words.instruction = "Warn the offices in both towns; move no convoys before the morning."
    alert.texts = [words]
    return alert
  }

  static func board(_ alerts: [Alert]) -> AlertBoard {
    var board = AlertBoard(language: "en", source: "vigie.* on 127.0.0.1:9092")
    for alert in alerts { _ = board.take(alert, at: now, isHistory: true) }
    return board
  }

  @Test func `the gravest stand first, among equals the newest`() {
    let board = Self.board([
      Self.alert("old", .severe, updated: -900), Self.alert("minor", .minor),
      Self.alert("new", .severe, updated: -10), Self.alert("worst", .extreme),
      Self.alert("over", .extreme, state: .expired),
    ])
    #expect(
      board.live.map(\.id) == ["worst", "new", "old", "minor"].map { Fingerprint(of: $0) })
  }

  @Test(arguments: [
    // What was there, what comes, and whether somebody should look up.
    (nil as Alert?, alert("a", .minor), true),
    (alert("a", .minor), alert("a", .severe, version: 2, state: .updated), true),
    (alert("a", .severe), alert("a", .severe, version: 2, state: .updated), false),
    (alert("a", .severe), alert("a", .severe, version: 2, state: .expired), false),
    (alert("a", .severe, version: 3), alert("a", .extreme, version: 2), false),
    (alert("a", .severe, state: .expired), alert("a", .minor, version: 2), true),
  ])
  func `what is new or worse rings, and nothing else`(
    before: Alert?, after: Alert, rings: Bool
  ) {
    var board = Self.board(before.map { [$0] } ?? [])
    let first = board.take(after, at: Self.now, isHistory: false)
    let again = board.take(after, at: Self.now, isHistory: false)
    #expect(first == rings)
    #expect(!again, "once is enough")
  }

  @Test func `what stood there before does not ring`() {
    var board = Self.board([])
    let rings = board.take(Self.alert("a", .extreme), at: Self.now, isHistory: true)
    #expect(!rings)
  }

  @Test(arguments: [40, 80, 132])
  func `no line is wider than the screen, and the grade is a word`(columns: Int) {
    let board = Self.board([
      Self.alert("a", .extreme), Self.alert("b", .minor, version: 4, state: .updated),
      Self.alert("c", .severe, state: .cancelled),
    ])
    for link in [AlertBoard.Link.reading, .connected, .silent(since: Self.now)] {
      let lines =
        board.head(columns: columns, now: Self.now, link: link)
        + board.body(columns: columns, now: Self.now)
      for line in lines where link == .connected {
        #expect(line.text.count <= columns, "\(line.text)")
      }
      let text = lines.flatMap { $0.text.split(separator: " ") }.joined(separator: " ")
      #expect(text.contains("▲ EXTREME") && text.contains("▲ minor"))
      #expect(text.contains("▽ cancelled") && text.contains("expires in 5 h"))
      #expect(text.contains("raised 2 h ago") && text.contains("changed 12 min ago"))
      #expect(text.contains("NO ANSWER") == (link == .silent(since: Self.now)))
    }
  }

  @Test func `nothing live is said, and so is what cannot be read`() {
    var board = Self.board([])
    board.takeUnreadable()
    let text = board.body(columns: 80, now: Self.now).map(\.text).joined(separator: "\n")
    #expect(text.contains("No alert is live.") && text.contains("1 records"))
  }
}

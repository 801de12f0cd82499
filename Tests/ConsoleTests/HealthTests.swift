import Testing
import Worker

@testable import Console

@Suite struct HealthSuite {
  static let now = ContinuousClock.now

  /// A stage that works, five minutes old.
  static func sound() -> Figures.Condition {
    var condition = Figures.Condition()
    condition.state = .running
    condition.since = now - .seconds(300)
    condition.turned = now
    condition.partitions = 1
    condition.lastCommit = now - .seconds(200)
    return condition
  }

  static func reasons(
    lag: Int64 = 0, _ change: (inout Figures.Condition) -> Void
  ) -> [String] {
    var condition = sound()
    change(&condition)
    return Health(
      of: [.intake], conditions: [.intake: condition], lag: [.intake: lag], at: now
    ).reasons.map(\.name)
  }

  @Test func `a stage that works is ready, and idle is no reason`() {
    #expect(Self.reasons { _ in }.isEmpty)
    #expect(Self.reasons { $0.state = .draining }.isEmpty)
    #expect(Self.reasons { $0.state = .aborting }.isEmpty)
  }

  @Test func `a stage that has not begun is starting`() {
    let health = Health(of: [.intake, .assessment], conditions: [:], lag: [:], at: Self.now)
    #expect(health.reasons.map(\.name) == ["starting", "starting"])
    #expect(health.isAlive)
  }

  @Test func `each state has its reason`() {
    #expect(Self.reasons { $0.state = .starting } == ["starting"])
    #expect(Self.reasons { $0.state = .restoring } == ["restoring"])
    #expect(Self.reasons { $0.state = .stopping } == ["stopping"])
    #expect(Self.reasons { $0.state = .ended } == ["stopping"])
    #expect(Self.reasons { $0.partitions = 0 } == ["no_assignment"])
  }

  @Test(arguments: Trouble.allCases)
  func `each trouble is a reason, told once`(_ trouble: Trouble) {
    for state in [WorkerState.starting, .running, .broken, .fenced] {
      let names = Self.reasons { condition in
        condition.state = state
        condition.trouble = trouble
        condition.partitions = 0
      }
      #expect(names == [trouble.rawValue], "\(state)")
    }
  }

  @Test func `a transaction that stays open longer than any may is stuck`() {
    #expect(Self.reasons { $0.transactionSince = Self.now - .seconds(29) }.isEmpty)
    #expect(
      Self.reasons { $0.transactionSince = Self.now - .seconds(31) } == ["transaction_stuck"])
  }

  @Test func `records that wait two minutes without a commit are no progress`() {
    #expect(Self.reasons(lag: 5) { $0.lastCommit = Self.now - .seconds(119) }.isEmpty)
    #expect(Self.reasons(lag: 5) { $0.lastCommit = Self.now - .seconds(121) } == ["no_progress"])
    #expect(Self.reasons(lag: 0) { $0.lastCommit = Self.now - .seconds(9999) }.isEmpty)
    #expect(Self.reasons(lag: 5) { $0.lastCommit = nil } == ["no_progress"])
    // Memory was restored a minute ago: what was committed before does not count.
    #expect(
      Self.reasons(lag: 5) { condition in
        condition.lastCommit = Self.now - .seconds(999)
        condition.since = Self.now - .seconds(60)
      }.isEmpty)
  }

  @Test func `only a loop that hangs is not alive`() {
    var condition = Self.sound()
    condition.trouble = .brokerUnreachable
    condition.turned = Self.now - .seconds(299)
    var health = Health(of: [.intake], conditions: [.intake: condition], lag: [:], at: Self.now)
    #expect(health.isAlive && !health.isReady)
    condition.turned = Self.now - .seconds(301)
    health = Health(of: [.intake], conditions: [.intake: condition], lag: [:], at: Self.now)
    #expect(!health.isAlive)
    #expect(health.deadly.map(\.name) == ["hung"])
  }

  @Test func `the document names reason, sentence and runbook, and reads back as lines`() {
    var condition = Self.sound()
    condition.trouble = .accessDenied
    condition.sentence = "No \"right\"."
    let health = Health(of: [.intake], conditions: [.intake: condition], lag: [:], at: Self.now)
    let body = health.document(of: .ready)
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"ready":false,"reasons":[{"stage":"intake","name":"access_denied","#
        + #""sentence":"No \"right\".","runbook":"Docs/trouble.md#access_denied"}]}"#)
    #expect(HealthLines.lines(of: body) == [#"intake: access_denied: No "right"."#])
    #expect(String(decoding: health.document(of: .live), as: UTF8.self).contains("\"live\":true"))
  }

  @Test func `every reason and trouble stands in the runbook`() throws {
    let page = try Repository.text("Docs/trouble.md")
    for name in Trouble.allCases.map(\.rawValue) + HealthReason.Name.allCases.map(\.rawValue) {
      #expect(page.contains("| <a id=\"\(name)\"></a>`\(name)` |"), "\(name)")
    }
  }
}

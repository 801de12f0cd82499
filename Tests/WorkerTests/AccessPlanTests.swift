import Kafka
import Testing

@testable import Worker

/// Least privilege: each has what it needs, and what must not be is not.
@Suite struct AccessPlanSuite {
  static func plan(raw: [String] = []) throws -> AccessPlan {
    var settings = try WorkerSettings([])
    if !raw.isEmpty { settings.rawTopics = raw }
    return AccessPlan(settings: settings)
  }

  static func may(
    _ part: AccessPlan.Part, _ operation: AccessRule.Operation, _ topic: String
  ) throws -> Bool {
    try plan().rules(part, "User:x").contains {
      $0.operation == operation && $0.resource == .topic && $0.name == "vigie.\(topic)"
    }
  }

  @Test(arguments: [
    (AccessPlan.Part.service, AccessRule.Operation.write, "reports.raw", false),
    (.service, .write, "memory", true), (.service, .write, "reports.accepted", true),
    (.service, .delete, "memory", false), (.team, .write, "reports.raw", true),
    (.team, .read, "reports.raw", false), (.team, .read, "reports.rejected", false),
    (.team, .write, "decisions", false), (.team, .read, "memory", false),
    (.analyst, .write, "decisions", true), (.analyst, .write, "acks", false),
    (.officer, .write, "acks", true), (.officer, .write, "reports.raw", false),
    (.subscriber, .read, "alerts", true), (.subscriber, .read, "reports.accepted", false),
    (.subscriber, .write, "alerts", false), (.authority, .read, "alerts", true),
    (.subscriber, .read, "alerts.restricted", false),
    (.authority, .read, "alerts.restricted", false), (.officer, .read, "alerts.restricted", true),
    (.authority, .read, "alerts.restricted.cap", false),
    (.officer, .read, "alerts.restricted.cap", true),
    (.service, .write, "alerts.restricted", true), (.service, .write, "redriven", false),
    (.authority, .read, "alerts.cap", true), (.operator, .read, "reports.rejected", true),
    (.operator, .write, "memory", false),
  ])
  func `each may what it needs`(
    part: AccessPlan.Part, operation: AccessRule.Operation, topic: String, expected: Bool
  ) throws {
    #expect(try Self.may(part, operation, topic) == expected)
  }

  @Test func `nobody may everything`() throws {
    for part in AccessPlan.Part.allCases {
      let rules = try Self.plan().rules(part, "User:x")
      #expect(!rules.isEmpty && !rules.contains { $0.operation == .all || $0.name == "*" })
      #expect(Set(rules).count == rules.count && rules == rules.sorted())
    }
  }

  @Test(arguments: [
    ("^partners\\..*", "partners." as String?), ("^raw[0-9]+", "raw"), ("^(a|b)", nil),
    ("^north[a-z]*", "north"),
  ])
  func `a pattern of raw topics becomes the prefix it begins with`(
    pattern: String, expected: String?
  ) throws {
    let found = try Self.plan(raw: [pattern]).rules(.service, "User:x").first {
      $0.pattern == .prefixed && $0.resource == .topic
    }
    #expect(found?.name == expected)
  }

  @Test func `what is missing and what is too much is told`() throws {
    let plan = try Self.plan()
    let wanted = plan.rules(.team, "User:gao")
    let extra = AccessRule(
      principal: "User:gao", operation: .read, resource: .topic, name: "vigie.reports.rejected")
    let other = AccessRule(
      principal: "User:else", operation: .all, resource: .topic, name: "vigie.memory")
    let found = Array(wanted.dropFirst()) + [extra, other]
    let (missing, beyond) = plan.differences(wanted, found: found)
    #expect(missing == [wanted[0]] && beyond == [extra])
  }
}

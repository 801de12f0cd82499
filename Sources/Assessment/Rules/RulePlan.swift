import Model
import Theatre

/// The enabled rules in a flat form, with an index from kind and sub-event to those that can be
/// touched: a fact that no rule can care about costs one look into a table.
struct RulePlan {
  let rules: [Rule]
  /// By kind, then sub-event: a bit for each rule.
  private let touched: [UInt64]
  /// Rules that are asked by the clock: calendar, silence, score.
  let clocked: [Int]
  let campaign: Int?
  /// Rules whose alerts on an incident hang on earlier facts too: pair and novelty.
  let linked: UInt64
  let scored: Int?
  let silences: [Int]

  private static let subEvents = SubEventType.every.count

  init(_ set: RuleSet) {
    // Those that hold others back come first, so that what they hold back is never told.
    let enabled = set.rules.filter { $0.isEnabled && $0.scope != .nobody }
    let ordered = enabled.filter { !$0.inhibits.isEmpty } + enabled.filter(\.inhibits.isEmpty)
    let rules = Array(ordered.prefix(64))
    self.rules = rules
    var touched = [UInt64](repeating: 0, count: ReportKind.every.count * Self.subEvents)
    var linked: UInt64 = 0
    var clocked: [Int] = []
    for (index, rule) in rules.enumerated() {
      for way in rule.ways {
        for match in Self.asked(rule, way) {
          for kind in ReportKind.every where Self.asks(match, kind) {
            for subEvent in SubEventType.every where Self.asks(match, subEvent) {
              touched[Int(kind.rawValue) * Self.subEvents + Int(subEvent.rawValue)] |= 1 << index
            }
          }
        }
        switch way.condition {
        case .pair, .novel: linked |= 1 << index
        case .calendar, .silence: clocked.append(index)
        default: break
        }
      }
    }
    self.touched = touched
    self.linked = linked
    self.clocked = clocked
    campaign = rules.firstIndex { rule in
      rule.ways.contains { if case .campaign = $0.condition { true } else { false } }
    }
    scored = rules.firstIndex { rule in
      rule.ways.contains { if case .score = $0.condition { true } else { false } }
    }
    silences = rules.indices.filter { index in
      rules[index].ways.contains { if case .silence = $0.condition { true } else { false } }
    }
  }

  @inline(__always)
  func touched(_ row: FactRow) -> UInt64 {
    touched[Int(row.kind.rawValue) * Self.subEvents + Int(row.subEvent.rawValue)]
  }

  /// A rule's number by its id, or −1.
  func number(of id: UnsafeRawBufferPointer) -> Int16 {
    Int16(rules.firstIndex { $0.id.utf8.elementsEqual(id) } ?? -1)
  }

  /// The matches a fact may meet in a way.
  private static func asked(_ rule: Rule, _ way: RuleWay) -> [[RuleMatch]] {
    switch way.condition {
    case .each, .count, .surge, .pair, .campaign, .novel, .ladder: [[rule.match, way.match]]
    case .sequence(let when): when.steps.map { [rule.match, way.match, $0] }
    case .score(let when): when.terms.map { [rule.match, $0.match] }
    case .silence, .calendar, .correction: []
    }
  }

  /// A match that names no kind means incidents of security.
  private static func asks(_ matches: [RuleMatch], _ kind: ReportKind) -> Bool {
    let named = matches.map(\.kinds).filter { !$0.isEmpty }
    if named.isEmpty {
      // The alternatives of a match may name kinds of their own.
      let inner = matches.flatMap(\.any).map(\.kinds).filter { !$0.isEmpty }
      return inner.isEmpty ? kind == .security : inner.contains { $0.contains(kind) }
    }
    return named.allSatisfy { $0.contains(kind) }
  }

  private static func asks(_ matches: [RuleMatch], _ subEvent: SubEventType) -> Bool {
    matches.allSatisfy { $0.subEvents.isEmpty || $0.subEvents.contains(subEvent) }
  }
}

/// What a match found out beside yes: what the alert will tell.
struct Found {
  /// Of the calendar, and of the polling places.
  var entry: Int?
  var polling: Int?
  var numbers: [AlertNumber] = []
}

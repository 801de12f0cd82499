/// Texts to try: common ones, one of every format, and ones that match a pattern.
enum StringSamples {
  static let common = [
    "a", "", "b", "A", "0", "1", "abc", "a b", "é", "zz-other", "2018-06-29",
    "2018-06-29T14:00:00Z", "14:00:00Z", "PT72H", "desk@example.org", "désk@example.org",
    "example.org", "exämple.org", "192.0.2.1", "2001:db8::1", "https://example.org/reports",
    "../reports", "https://example.org/é", "../é", "/reports/{id}",
    "123e4567-e89b-12d3-a456-426614174000", "/tolls/0", "1/tolls", "{", "\\a",
  ]

  /// Texts that match, as far as the pattern's form shows them; whoever uses them tries them.
  static func matching(_ pattern: String, _ random: inout SplitMix) -> [String] {
    var parser = PatternParser(pattern)
    guard let tree = try? parser.parse() else { return [] }
    var found: [String] = []
    for _ in 0..<12 {
      var text = String.UnicodeScalarView()
      append(tree, to: &text, &random)
      let made = String(text)
      if text.count <= 4_000, !found.contains(made) { found.append(made) }
    }
    return found
  }

  private static func append(
    _ tree: PatternTree, to text: inout String.UnicodeScalarView, _ random: inout SplitMix
  ) {
    guard text.count <= 4_000 else { return }
    switch tree {
    case .empty, .start, .end, .wordBoundary, .look, .reference: break
    case .set(let set): if let scalar = scalar(of: set, &random) { text.append(scalar) }
    case .sequence(let parts): for part in parts { append(part, to: &text, &random) }
    case .choice(let branches):
      append(branches[random.below(branches.count)], to: &text, &random)
    case .repeated(let body, let least, let most, _):
      let more = min(3, (most ?? least + 3) - least)
      for _ in 0..<(least + random.below(more + 1)) { append(body, to: &text, &random) }
    case .group(let body): append(body, to: &text, &random)
    }
  }

  private static func scalar(
    of set: CharacterSet, _ random: inout SplitMix
  ) -> Unicode.Scalar? {
    let tries = Array("abzABZ019-_ .:/@é日".unicodeScalars).filter { set.contains($0.value) }
    if !tries.isEmpty { return tries[random.below(tries.count)] }
    return set.ranges.first.flatMap { Unicode.Scalar($0.first) }
  }
}

/// Numbers around the bounds of both sides.
enum NumberSamples {
  static func near(
    _ own: [Int32], _ left: Side, _ others: [Int32], _ right: Side
  ) -> [Sample] {
    var spelled: [String] = ["0", "1", "-1", "0.5", "2", "10", "1.5", "100", "-100", "1000000"]
    for (nodes, side) in [(own, left), (others, right)] {
      for node in nodes {
        let index = side.tables.nodes[node].numbers
        guard index >= 0 else { continue }
        let rule = side.tables.numbers[index]
        for range in rule.spellings where range.count > 0 { spelled += around(side.text(range)) }
        let bounds = [rule.minimum, rule.exclusiveMinimum, rule.maximum, rule.exclusiveMaximum]
        guard rule.multipleOf.isSet, let unit = Double(side.text(rule.multipleOf.spelling)) else {
          continue
        }
        for bound in bounds where bound.isSet {
          guard let limit = Double(side.text(bound.spelling)) else { continue }
          let nearest = (limit / unit).rounded() * unit
          spelled += [nearest - unit, nearest, nearest + unit].compactMap(spelling)
        }
      }
    }
    return spelled.map { .number($0) }
  }

  private static func around(_ text: String) -> [String] {
    guard let value = Double(text) else { return [text] }
    let near = [
      value - 1, value + 1, value - 0.5, value + 0.5, value * 2, value * 3, value * 1.5, -value,
    ]
    return [text] + near.compactMap(spelling)
  }

  /// As JSON spells it; nil for what JSON does not have.
  private static func spelling(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return String(value)
  }
}

import Model

/// Reads the parts of a rule, with what they refer to.
struct RuleReader {
  let file: String
  let log: ProblemLog
  let actors: ActorRegistry

  func fields(_ node: YAMLNode, _ what: String, _ known: [String]) -> YAMLFields? {
    YAMLFields(node, what, known: known, file: file, log: log)
  }

  /// Codes of a list that may be missing.
  func words<Word: Code>(_ fields: YAMLFields, _ key: String, _ type: Word.Type) -> CodeSet<Word> {
    fields[key] == nil ? CodeSet() : fields.words(key, type)
  }

  /// One of the words of an enumeration.
  func choice<Word: RawRepresentable & CaseIterable>(
    _ fields: YAMLFields, _ key: String, _ type: Word.Type, default value: Word? = nil
  ) -> Word? where Word.RawValue == String {
    if fields[key] == nil, let value { return value }
    guard let text = fields.text(key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    fields.problem(
      key, "“\(text)” is not a word this member knows.",
      remedy: Spelling.suggestion(for: text, in: Word.allCases.map(\.rawValue)))
    return nil
  }

  /// Kilometres as metres; 0 when missing.
  func meters(_ fields: YAMLFields, _ key: String, most: Double = 5_000) -> Int32? {
    guard fields[key] != nil else { return 0 }
    return fields.number(key, in: 0.1...most).map { Int32(($0 * 1_000).rounded()) }
  }

  /// A number with up to three decimals, in thousandths.
  func thousandths(_ fields: YAMLFields, _ key: String, default value: Int64) -> Int64? {
    guard fields[key] != nil else { return value }
    return fields.number(key, in: 0...1_000).map { Int64(($0 * 1_000).rounded()) }
  }

  /// `{schools_closed: 10}`.
  func measures(_ fields: YAMLFields, _ key: String) -> [RuleMeasure] {
    guard let node = fields[key] else { return [] }
    guard let entries = node.entries else {
      fields.problem(key, "“\(key)” must be a mapping.", remedy: "Write {schools_closed: 10}.")
      return []
    }
    return entries.compactMap { entry in
      guard let index = Measure.names.firstIndex(of: entry.key),
        let measure = Measure(rawValue: UInt8(index))
      else {
        log.add(
          file, entry.line, "“\(entry.key)” is no measure.",
          remedy: Spelling.suggestion(for: entry.key, in: Measure.names))
        return nil
      }
      guard let least = entry.value.integer, (1...10_000_000).contains(least) else {
        log.add(
          file, entry.line, "“\(entry.key)” needs a number.", remedy: "Write a whole number from 1."
        )
        return nil
      }
      return RuleMeasure(measure: measure, least: least)
    }
  }

  func calendar(_ node: YAMLNode) -> RuleCalendar? {
    guard let fields = fields(node, "a closeness to the calendar", ["kinds", "before", "after"])
    else { return nil }
    let kinds = fields.words("kinds", CalendarKind.self)
    let before = fields["before"] == nil ? nil : fields.duration("before")
    let after = fields["after"] == nil ? nil : fields.duration("after")
    if (fields["before"] == nil) != (fields["after"] == nil) {
      fields.problem(
        "kinds", "“before” and “after” go together.",
        remedy: "Write both, or neither for the entry's own window.")
    }
    return RuleCalendar(kinds: kinds, before: before, after: after)
  }
}

extension RuleReader {
  static let matchKeys = [
    "kinds", "assertions", "event_types", "sub_events", "tactics", "weapons", "targets", "themes",
    "actors", "stances", "perpetrators", "victims", "interactions", "countries", "killed",
    "measures", "share", "lasts", "calendar", "polling_km", "border_km", "any",
  ]

  func match(_ node: YAMLNode?, depth: Int = 0) -> RuleMatch {
    var match = RuleMatch()
    guard let node,
      let fields = fields(
        node, "a match", Self.matchKeys + RuleFlag.allCases.map(\.rawValue))
    else { return match }
    match.kinds = words(fields, "kinds", ReportKind.self)
    match.assertions = words(fields, "assertions", Assertion.self)
    match.subEvents = words(fields, "sub_events", SubEventType.self)
    let types = words(fields, "event_types", EventType.self)
    for subEvent in SubEventType.every where types.contains(subEvent.event) {
      match.subEvents.insert(subEvent)
    }
    match.tactics = words(fields, "tactics", Tactic.self)
    match.weapons = words(fields, "weapons", Weapon.self)
    match.targets = words(fields, "targets", TargetClass.self)
    match.themes = words(fields, "themes", Theme.self)
    match.stances = words(fields, "stances", Stance.self)
    match.actors = families(fields)
    match.perpetrators = inters(fields, "perpetrators")
    match.victims = inters(fields, "victims")
    match.interactions = numbers(fields, "interactions", in: 10...88).map { UInt8($0) }
    match.countries = countries(fields)
    for flag in RuleFlag.allCases where fields[flag.rawValue] != nil {
      match.flags[flag] = fields.bool(flag.rawValue, default: true)
    }
    if fields["killed"] != nil {
      match.killed = Int32(fields.integer("killed", in: 1...1_000_000) ?? 0)
    }
    match.measures = measures(fields, "measures")
    if let node = fields["share"], let share = share(node) { match.shares = [share] }
    match.lasts = fields["lasts"] == nil ? 0 : fields.duration("lasts") ?? 0
    match.calendar = fields["calendar"].flatMap(calendar)
    match.pollingMeters = meters(fields, "polling_km", most: 500) ?? 0
    match.borderMeters = meters(fields, "border_km", most: 500) ?? 0
    guard let any = fields["any"] else { return match }
    guard depth == 0, let items = any.items, !items.isEmpty else {
      fields.problem(
        "any", "“any” must be a list, and not stand in another.", remedy: "Flatten it.")
      return match
    }
    match.any = items.map { self.match($0, depth: 1) }
    return match
  }

  private func families(_ fields: YAMLFields) -> [Int32] {
    fields.texts("actors").compactMap { item in
      let actor = actors.actor(id: item.text)
      guard actor >= 0 else {
        log.add(
          file, item.line, "“\(item.text)” is no actor.",
          remedy: Spelling.suggestion(for: item.text, in: actors.actors.map(\.id)))
        return nil
      }
      return actors.family(of: actor)
    }
  }

  private func inters(_ fields: YAMLFields, _ key: String) -> UInt16 {
    numbers(fields, key, in: 1...8).reduce(0) { $0 | 1 << UInt16($1) }
  }

  private func numbers(_ fields: YAMLFields, _ key: String, in range: ClosedRange<Int64>) -> [Int64]
  {
    fields.texts(key).compactMap { item in
      if let number = Int64(item.text), range.contains(number) { return number }
      log.add(
        file, item.line, "“\(item.text)” is no code of “\(key)”.",
        remedy: "ACLED's codes run from \(range.lowerBound) to \(range.upperBound).")
      return nil
    }
  }

  private func countries(_ fields: YAMLFields) -> [UInt16] {
    fields.texts("countries").compactMap { item in
      let code = PlaceFrame.code(item.text)
      if code == 0 {
        log.add(file, item.line, "“\(item.text)” is no country.", remedy: "Write ML, BF or NE.")
      }
      return code == 0 ? nil : code
    }
  }

  private func share(_ node: YAMLNode) -> RuleShare? {
    guard let fields = fields(node, "a share", ["measure", "of", "percent"]) else { return nil }
    let measure = fields.word("measure", Measure.self)
    let whole = fields.word("of", Measure.self)
    let percent = fields.integer("percent", in: 1...100)
    guard let measure, let whole, let percent else { return nil }
    return RuleShare(measure: measure, of: whole, percent: percent)
  }
}

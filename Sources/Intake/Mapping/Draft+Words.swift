internal import JSON
internal import Model

/// Words of closed lists.
extension Draft {
  mutating func fillWord(
    _ step: UnsafePointer<MappingStep>, _ input: MappingInput,
    _ tables: UnsafeMutablePointer<MappingTables>
  ) -> StaticString? {
    let value = input.withText { tables.pointee.find($0, in: step.pointee.table) }
    guard value >= 0, value < 256 else { return "Expected one of the words of the list." }
    set(word: value, step.pointee.target)
    return nil
  }

  /// Fills in a word of a target's list, by its position there.
  mutating func set(word value: Int32, _ target: MappingTarget) {
    let raw = UInt8(truncatingIfNeeded: value)
    switch target {
    case .kind: report.kind = ReportKind(rawValue: raw) ?? report.kind
    case .assertion: report.assertion = Assertion(rawValue: raw) ?? report.assertion
    case .type: report.subEvent = SubEventType(rawValue: raw) ?? report.subEvent
    case .verdict: report.verdict = Verdict(rawValue: raw)
    case .success: report.isSuccess = raw != 0
    case .another: report.isAnother = raw != 0
    case .occurredPrecision: occurredPrecision = TimePrecision(rawValue: raw)
    case .placePrecision: placePrecision = raw
    case .role: actor.role = ActorRole(rawValue: raw) ?? actor.role
    case .rowHarm: row.harm = Harm(rawValue: raw)
    case .rowParty: row.party = Party(rawValue: raw) ?? row.party
    case .rowMeasure: row.measure = Measure(rawValue: raw)
    case .attribution: actor.attribution = Attribution(rawValue: raw) ?? actor.attribution
    case .reliability:
      report.reliability = raw
      hasReliability = true
    default: break
    }
  }

  mutating func fillWords(
    _ step: UnsafePointer<MappingStep>, _ input: MappingInput,
    _ tables: UnsafeMutablePointer<MappingTables>
  ) -> StaticString? {
    var bits: UInt64 = 0
    var isKnown = true
    if let node = input.node, node.kind == .array {
      for element in node.elements {
        let set = MappingInput(element).withText { tables.pointee.set($0, step.pointee.table) }
        if let set { bits |= set } else { isKnown = false }
      }
    } else if step.pointee.separator != 0 {
      input.withText { text in
        Self.forEachPart(of: text, separator: step.pointee.separator) { part in
          let set = tables.pointee.set(part, step.pointee.table)
          if let set { bits |= set } else { isKnown = false }
        }
      }
    } else {
      let set = input.withText { tables.pointee.set($0, step.pointee.table) }
      if let set { bits |= set } else { isKnown = false }
    }
    guard isKnown || step.pointee.keepsKnown else { return "Expected words of the list." }
    insert(words: bits, step.pointee.target)
    return nil
  }

  mutating func insert(words bits: UInt64, _ target: MappingTarget) {
    switch target {
    case .tactics: report.tactics.formUnion(CodeSet(bits: bits))
    case .weapons: report.weapons.formUnion(CodeSet(bits: bits))
    case .themes: report.themes.formUnion(CodeSet(bits: bits))
    default: report.targets.formUnion(CodeSet(bits: bits))
    }
  }
}

internal import JSON
internal import Model

/// Words of closed lists.
extension Draft {
  mutating func fillWord(
    _ step: MappingStep, _ input: MappingInput, _ plan: MappingPlan
  ) -> StaticString? {
    let value = Self.word(step, input, plan)
    guard value >= 0, value < 256 else { return "Expected one of the words of the list." }
    let raw = UInt8(truncatingIfNeeded: value)
    switch step.target {
    case .kind: report.kind = ReportKind(rawValue: raw) ?? report.kind
    case .assertion: report.assertion = Assertion(rawValue: raw) ?? report.assertion
    case .type: report.subEvent = SubEventType(rawValue: raw) ?? report.subEvent
    case .success: report.isSuccess = raw != 0
    case .another: report.isAnother = raw != 0
    case .occurredPrecision: occurredPrecision = TimePrecision(rawValue: raw)
    case .placePrecision: placePrecision = raw
    case .role: actor.role = ActorRole(rawValue: raw) ?? actor.role
    case .attribution: actor.attribution = Attribution(rawValue: raw) ?? actor.attribution
    default: break
    }
    return nil
  }

  /// Position in the target's vocabulary, or −1. The rule's own table goes first.
  @inline(__always)
  private static func word(
    _ step: MappingStep, _ input: MappingInput, _ plan: MappingPlan
  ) -> Int32 {
    input.withText { text in
      if step.table >= 0 {
        let found = plan.tables[Int(step.table)].find(text)
        if found >= 0 { return found }
      }
      return word(step.target, text)
    }
  }

  /// The vocabulary itself, which every mapping understands without a table.
  private static func word(_ target: MappingTarget, _ text: UnsafeRawBufferPointer) -> Int32 {
    switch target {
    case .kind: ReportKind.table.find(text)
    case .assertion: Assertion.table.find(text)
    case .type: EventWords.subEvents.find(text)
    case .success, .another: EventWords.truths.find(text)
    case .occurredPrecision: TimePrecision.table.find(text)
    case .placePrecision: EventWords.placePrecisions.find(text)
    case .role: ActorRole.table.find(text)
    case .attribution: Attribution.table.find(text)
    case .tactics: Tactic.table.find(text)
    case .weapons: Weapon.table.find(text)
    case .targets: TargetClass.table.find(text)
    default: -1
    }
  }

  mutating func fillWords(
    _ step: MappingStep, _ input: MappingInput, _ plan: MappingPlan
  ) -> StaticString? {
    var bits: UInt64 = 0
    var isKnown = true
    func add(_ part: MappingInput) {
      part.withText { text in
        if step.table >= 0 {
          let found = plan.tables[Int(step.table)].find(text)
          if found >= 0 {
            bits |= plan.sets[Int(found)]
            return
          }
        }
        let found = Self.word(step.target, text)
        if found < 0 { isKnown = false } else { bits |= 1 << UInt64(found) }
      }
    }
    if let node = input.node, node.kind == .array {
      for element in node.elements { add(MappingInput(element)) }
    } else if step.separator != 0 {
      input.withText { text in
        Self.forEachPart(of: text, separator: step.separator) { add(MappingInput($0)) }
      }
    } else {
      add(input)
    }
    guard isKnown else { return "Expected words of the list." }
    switch step.target {
    case .tactics: report.tactics.formUnion(CodeSet(bits: bits))
    case .weapons: report.weapons.formUnion(CodeSet(bits: bits))
    default: report.targets.formUnion(CodeSet(bits: bits))
    }
    return nil
  }
}

/// Words that documents use for our codes.
enum EventWords {
  /// Our codes and ACLED's own spelling of the sub-event types (codebook, 2019 and later).
  static let subEvents: NameTable = {
    var entries: [(name: [UInt8], value: Int32)] = []
    for (index, name) in SubEventType.names.enumerated() {
      entries.append((name: Array(name.utf8), value: Int32(index)))
    }
    for (index, name) in acled.enumerated() {
      entries.append((name: Array(name.utf8), value: Int32(index)))
    }
    return NameTable(entries)
  }()

  /// In the codebook's order, which is that of `SubEventType`.
  static let acled = [
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike",
    "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
    "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance", "Agreement",
    "Arrests", "Change to group/activity", "Disrupted weapons use",
    "Headquarters or base established", "Looting/property destruction",
    "Non-violent transfer of territory", "Other",
  ]

  static let truths = NameTable([
    (name: Array("false".utf8), value: 0), (name: Array("true".utf8), value: 1),
    (name: Array("0".utf8), value: 0), (name: Array("1".utf8), value: 1),
    (name: Array("no".utf8), value: 0), (name: Array("yes".utf8), value: 1),
  ])

  static let placePrecisions = NameTable(MappingTarget.placePrecisions)
}

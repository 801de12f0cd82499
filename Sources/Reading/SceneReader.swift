import Model
import Theatre

/// Reads what happened: type, tactics, weapons and targets, and whether it did.
struct SceneReader {
  let frame: SentenceFrame
  let lexicon: Lexicon
  let scope: Scope

  /// Targets whose attack is a fight between forces (ACLED: Battles) and not one on civilians.
  private static let forces = CodeSet<TargetClass>([
    .military, .base, .headquarters, .patrol, .checkpoint, .police, .gendarmerie, .peacekeepers,
    .foreignForces, .armedGroup, .selfDefence,
  ])
  private static let things = CodeSet<TargetClass>([
    .base, .headquarters, .patrol, .convoy, .checkpoint,
  ])

  func read(into facts: inout Facts) {
    var events = CodeSet<SubEventType>()
    var words: [(event: SubEventType, words: Range<Int>)] = []
    var other: Assertion?
    var hasAttempt = false
    for mention in frame.scenes where !frame.taken[Int(mention.start)] {
      let sense = lexicon.scenes[Int(mention.index)]
      let range = Int(mention.start)..<Int(mention.end)
      let (assertion, isAttempt) = scope.judge(Int(mention.start))
      let isEvent = sense.subEvent != .unknown
      guard assertion == .asserted else {
        if isEvent { other = other ?? assertion }
        continue
      }
      if isEvent {
        if isAttempt {
          hasAttempt = true
        } else {
          facts.isAnother = facts.isAnother || isRepeated(range)
        }
        events.insert(sense.subEvent)
        words.append((sense.subEvent, range))
      }
      facts.tactics.formUnion(sense.tactics)
      add(sense.weapons, range, to: &facts)
      if !sense.targets.isEmpty, !isSubject(range) {
        facts.targets.formUnion(sense.targets)
        facts.evidence.append(Facts.Evidence(fact: .target, words: range, percent: 65))
      }
    }
    settle(events, words, &facts)
    if events.isEmpty, facts.tolls.isEmpty, let other { facts.assertion = other }
    facts.isSuccess = !(hasAttempt && facts.tolls.isEmpty)
  }

  private func add(
    _ weapons: CodeSet<Weapon>, _ range: Range<Int>, to facts: inout Facts
  ) {
    guard !weapons.isEmpty else { return }
    facts.weapons.formUnion(weapons)
    facts.evidence.append(Facts.Evidence(fact: .weapon, words: range, percent: 75))
  }

  /// “une deuxième attaque”, “another attack”, “nouvelle attaque”.
  private func isRepeated(_ range: Range<Int>) -> Bool {
    guard range.lowerBound > 0 else { return false }
    let before = range.lowerBound - 1
    if frame.items[Int(frame.itemOf[before])].tag == .other { return true }
    return frame.isWord(before, "nouvelle") || frame.isWord(before, "nouveau")
      || frame.isWord(before, "new")
  }

  /// Who does it is no target: “Les gendarmes ont arrêté …”.
  private func isSubject(_ range: Range<Int>) -> Bool {
    let item = Int(frame.itemOf[range.upperBound - 1])
    let first = Int(frame.itemOf[range.lowerBound])
    if first > 0, frame.items[first - 1].tag == .agent { return true }
    if first > 1, frame.items[first - 2].tag == .agent { return true }
    for at in item + 1..<max(item + 1, min(item + 4, frame.items.count)) {
      guard frame.items[at].marks.isOpen else { return false }
      switch frame.items[at].tag {
      case .be: return false
      case .act: return true
      case .harm:
        let form = lexicon.grammar[Int(frame.items[at].sense)].form
        return form == .doing || at > item + 1 && frame.items[at - 1].tag == .have
      case .have, .none, .of, .one: break
      default: return false
      }
    }
    return false
  }

  /// ACLED's hierarchy: of what happened together the higher is coded; an attack on a force is a
  /// clash, one on people is violence against civilians; abducted and killed is attacked.
  private func settle(
    _ events: CodeSet<SubEventType>, _ words: [(event: SubEventType, words: Range<Int>)],
    _ facts: inout Facts
  ) {
    var rest = events
    let killed = facts.tolls.total(.killed, withAttackers: true).best
    let isViolent = rest.contains(.attack) || killed > 0
    for protest in [
      SubEventType.peacefulProtest, .protestWithIntervention, .violentDemonstration,
      .excessiveForceAgainstProtesters,
    ] where isViolent && rest.contains(protest) && rest.count > 1 {
      rest.remove(protest)
    }
    rest.remove(.attack)
    var event = SubEventType.every.first { rest.contains($0) } ?? .unknown
    let isWeak =
      event == .unknown || event.rawValue >= SubEventType.abductionForcedDisappearance.rawValue
    if events.contains(.attack), isWeak,
      !(event == .abductionForcedDisappearance && killed <= 0 && !hasRaid(facts))
    {
      event = isOnForces(facts) ? .armedClash : .attack
    }
    if event == .abductionForcedDisappearance, killed > 0 { event = .attack }
    if event == .unknown, killed > 0 { event = .attack }
    guard event != .unknown else { return }
    facts.subEvent = event
    let from = words.first { $0.event == event } ?? words.first
    if let from {
      facts.evidence.append(Facts.Evidence(fact: .subEvent, words: from.words, percent: 70))
    }
  }

  private func hasRaid(_ facts: Facts) -> Bool { isOnForces(facts) }

  private func isOnForces(_ facts: Facts) -> Bool {
    let civilian = CodeSet<TargetClass>([.civilians, .village, .market, .school, .transport])
    if !facts.targets.intersection(Self.forces).isEmpty {
      return facts.targets.intersection(civilian).isEmpty
        || facts.tolls[.killed, .securityForces].isPresent
        || facts.tolls[.wounded, .securityForces].isPresent
        || facts.tolls[.killed, .peacekeepers].isPresent
        || facts.tolls[.wounded, .peacekeepers].isPresent
    }
    return facts.tolls[.killed, .securityForces].isPresent
      || facts.tolls[.killed, .peacekeepers].isPresent
      || facts.tolls[.killed, .attackers].best > 0
  }
}

import Model
import Theatre

/// Reads who had a part, and which.
struct RoleReader {
  let frame: SentenceFrame
  let lexicon: Lexicon
  let registry: ActorRegistry
  let parties: PartyTable
  let claims: ClaimReader

  static let actorsMax = 12

  private var items: [SentenceFrame.Item] { frame.items }

  func read(into facts: inout Facts) {
    var index = 0
    while index < frame.actors.count, facts.actors.count < Self.actorsMax {
      let mention = frame.actors[index]
      index += 1
      guard !frame.taken[Int(mention.start)], isActing(mention) else { continue }
      var actor = Facts.Participant(role: role(mention, facts), attribution: attribution(mention))
      if isClaimant(mention) { (actor.role, actor.attribution) = (.claimant, .claimed) }
      actor.candidates.append((mention.index, mention.start, mention.end))
      // “JNIM ou EIGS”: one of the two.
      while index < frame.actors.count, isAlternative(mention, frame.actors[index]) {
        let other = frame.actors[index]
        actor.candidates.append((other.index, other.start, other.end))
        index += 1
      }
      add(actor, to: &facts)
    }
  }

  /// A group's name in a source's or a place's stead is no part in what happened.
  private func isActing(_ mention: SentenceFrame.Mention) -> Bool {
    let first = Int(frame.itemOf[Int(mention.start)])
    for at in max(0, first - 2)..<first where items[at].tag == .speech { return false }
    return true
  }

  private func add(_ actor: Facts.Participant, to facts: inout Facts) {
    for index in facts.actors.indices {
      let known = facts.actors[index]
      guard known.candidates.map(\.actor) == actor.candidates.map(\.actor) else { continue }
      if known.role == actor.role || actor.role == .other { return }
      if known.role == .other {
        facts.actors[index].role = actor.role
        return
      }
    }
    facts.actors.append(actor)
    for candidate in actor.candidates {
      facts.evidence.append(
        Facts.Evidence(
          fact: .actor, words: Int(candidate.start)..<Int(candidate.end), percent: 70))
    }
  }

  private func isAlternative(
    _ first: SentenceFrame.Mention, _ second: SentenceFrame.Mention
  ) -> Bool {
    let (a, b) = (Int(frame.itemOf[Int(first.end) - 1]), Int(frame.itemOf[Int(second.start)]))
    guard b - a <= 4, b > a else { return false }
    var hasOr = false
    for at in a + 1..<b {
      switch items[at].tag {
      case .or: hasOr = true
      case .one, .many, .of, .agent, .to: break
      default: return false
      }
    }
    return hasOr
  }

  // MARK: How it came to be named

  private func attribution(_ mention: SentenceFrame.Mention) -> Attribution {
    let (first, last) = bounds(mention)
    // Within a name of the registry: “présumés jihadistes”.
    for word in Int(mention.start)..<Int(mention.end) where isSuspicion(word) { return .suspected }
    for at in max(0, first - 3)..<first {
      if items[at].tag == .suspect { return .suspected }
      if items[at].tag == .deny { return .denied }
    }
    for at in last + 1..<max(last + 1, min(last + 4, items.count)) {
      guard items[at].marks.isDisjoint(with: [.stop, .pause, .comma]) else { break }
      if items[at].tag == .suspect { return .suspected }
      if items[at].tag == .deny { return .denied }
    }
    return .reported
  }

  private func isSuspicion(_ word: Int) -> Bool {
    frame.letters(word) { letters in
      letters.starts(with: "presume".utf8) || letters.starts(with: "suspect".utf8)
    }
  }

  private func isClaimant(_ mention: SentenceFrame.Mention) -> Bool {
    let (first, last) = bounds(mention)
    for at in max(0, first - 3)..<first where items[at].tag == .claim { return true }
    for at in last + 1..<max(last + 1, min(last + 4, items.count)) {
      guard items[at].marks.isDisjoint(with: [.stop, .pause, .comma]) else { return false }
      if items[at].tag == .claim { return true }
      if items[at].tag == .harm || items[at].tag == .act { return false }
    }
    return false
  }

  private func bounds(_ mention: SentenceFrame.Mention) -> (first: Int, last: Int) {
    (Int(frame.itemOf[Int(mention.start)]), Int(frame.itemOf[Int(mention.end) - 1]))
  }

  // MARK: Which part

  private func role(_ mention: SentenceFrame.Mention, _ facts: Facts) -> ActorRole {
    let (first, last) = bounds(mention)
    let party = parties[mention.index]
    let isCommunity = registry.actors[Int(mention.index)].isCommunity
    let suffering: ActorRole = isCommunity ? .victimCommunity : .target
    if let role = before(first, party, suffering) { return role }
    // Its people were killed, hurt or taken.
    for group in claims.groups where group.harm >= 0 {
      guard claims.harms[group.harm].code <= 2, group.start <= first + 1, group.end > first - 1,
        group.range.high > 0
      else { continue }
      return suffering
    }
    if let role = behind(last, suffering) { return role }
    switch party {
    case .attackers:
      return facts.subEvent == .armedClash && isBetween(first) ? .other : .perpetrator
    case .civilians: return suffering
    default: return facts.subEvent.event.isOrganisedViolence ? .target : .other
    }
  }

  private func before(_ first: Int, _ party: Party, _ suffering: ActorRole) -> ActorRole? {
    var at = first - 1
    var steps = 0
    while at >= 0, steps < 5, items[at + 1].marks.isDisjoint(with: [.stop, .pause, .comma]) {
      switch items[at].tag {
      case .agent: return .perpetrator
      case .against: return suffering
      case .between: return .other
      case .with: return .partner
      case .harm:
        let form = lexicon.grammar[Int(items[at].sense)].form
        if form == .doing || form == .deed { return suffering }
        return nil
      case .act: return suffering
      case .of, .one, .many, .none, .suspect, .number, .quantity, .people, .things: break
      default: return nil
      }
      if isAttack(at), steps > 0 { return party == .attackers ? .perpetrator : suffering }
      at -= 1
      steps += 1
    }
    return nil
  }

  /// Whether an item is a word of attack: “attaque de la CMA contre”.
  private func isAttack(_ item: Int) -> Bool {
    frame.scenes.contains {
      $0.start == items[item].start && lexicon.scenes[Int($0.index)].subEvent != .unknown
    }
  }

  private func behind(_ last: Int, _ suffering: ActorRole) -> ActorRole? {
    for at in last + 1..<max(last + 1, min(last + 6, items.count)) {
      guard items[at].marks.isDisjoint(with: [.stop, .pause]) else { return nil }
      switch items[at].tag {
      case .be: return suffering
      case .act: return .perpetrator
      case .harm:
        switch claims.harms.first(where: { $0.item == at })?.reach {
        case .right: return .perpetrator
        case .left: return suffering
        default: return nil
        }
      case .have, .none, .of, .one, .suspect: break
      default: return nil
      }
    }
    return nil
  }

  private func isBetween(_ first: Int) -> Bool {
    items[max(0, first - 8)..<first].contains { $0.tag == .between }
  }
}

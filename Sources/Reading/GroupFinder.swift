import Model
import Theatre

/// Finds the people that a text counts.
struct GroupFinder {
  let frame: SentenceFrame
  let lexicon: Lexicon
  let parties: PartyTable
  let quantities: QuantityReader
  var groups: [Group] = []

  init(_ frame: SentenceFrame, _ lexicon: Lexicon, _ parties: PartyTable) {
    self.frame = frame
    self.lexicon = lexicon
    self.parties = parties
    quantities = QuantityReader(
      items: frame.items, tokens: frame.tokens, taken: frame.taken, lexicon: lexicon)
  }

  /// A vague plural: “des soldats”; ACLED's codebook counts several as three.
  static let several = TollRange(low: 2, best: 3, high: 10)
  /// Words that may stand between a number and its noun.
  private static let adjectivesMax = 4

  private var items: [SentenceFrame.Item] { frame.items }

  mutating func find() {
    var at = 0
    while at < items.count {
      if frame.isTaken(items[at]) {
        at += 1
      } else if let quantity = quantities.read(at: at) {
        let end = counted(at, quantity)
        at = max(end, quantity.end)
      } else if items[at].tag == .other {
        at = others(at)
      } else if isNoun(at) {
        at = named(at)
      } else if items[at].tag == .heOrShe {
        add(Group(start: at, end: at + 1, range: one, strength: .definite))
        at += 1
      } else {
        at += 1
      }
    }
  }

  private var one: TollRange { TollRange(low: 1, best: 1, high: 1) }
  private var zero: TollRange { TollRange(low: 0, best: 0, high: 0) }

  private func isNoun(_ at: Int) -> Bool {
    switch items[at].tag {
    case .people, .households: true
    default: actor(at) != nil && !frame.isTaken(items[at])
    }
  }

  /// The party of an actor that begins with this item.
  private func actor(_ at: Int) -> (party: Party, end: Int)? {
    let word = Int(items[at].start)
    let index = frame.actorAt[word]
    guard index >= 0 else { return nil }
    let mention = frame.actors[Int(index)]
    return (parties[mention.index], Int(frame.itemOf[Int(mention.end) - 1]) + 1)
  }

  /// A number and what it counts; returns the item behind.
  private mutating func counted(_ start: Int, _ quantity: QuantityReader.Quantity) -> Int {
    guard !quantity.isDropped else { return quantity.end }
    var group = Group(start: start, end: quantity.end, range: quantity.range, strength: .counted)
    var at = quantity.end
    var unknown = 0
    var isDirect = true
    search: while at < items.count, at - quantity.end <= Self.adjectivesMax {
      let item = items[at]
      let isBehind = quantity.isRepeated && at == quantity.end
      guard isBehind || item.marks.isOpen, !frame.isTaken(item) else { break }
      switch item.tag {
      case .people, .households, .things, .span:
        take(at, &group)
        break search
      case .harm:
        let form = lexicon.grammar[Int(item.sense)].form
        if form == .doing || form == .deed || form == .selfInflicted { isDirect = false }
        break search
      case .of, .suspect, .one, .many: at += 1
      case .subset where at == quantity.end:
        // “seven of them”, “trois d'entre eux”.
        group.isSubset = true
        at += 1
        group.end = at
      case .other:
        group.isOther = true
        at += 1
        group.end = at
      case .none:
        if let actor = actor(at) {
          // “5 BH”, and in English “three GATIA fighters”.
          group.party = actor.party
          group.end = actor.end
          if actor.end < items.count, items[actor.end].marks.isOpen,
            items[actor.end].tag == .people || items[actor.end].tag == .things
          {
            take(actor.end, &group)
          }
          break search
        }
        // A name that is no word we know: “5 Dozos”, “3 Maliens”.
        unknown += 1
        guard unknown <= 3 else { break search }
        at += 1
      default: break search
      }
    }
    if group.kind == .people, group.end <= quantity.end || group.isOther && group.party == .all {
      group.isBare = unknown == 0
      let isFollowedByHarm = at < items.count && items[at].tag == .harm && items[at].marks.isOpen
      if quantity.isArticle, !group.isOther, !(isFollowedByHarm && isDirect && unknown == 0) {
        // “un véhicule”: an article. “en tuant un” is a number.
        guard start > 0, items[start - 1].tag == .harm, group.isBare,
          quantity.end >= items.count
            || !items[quantity.end].marks.isOpen || items[quantity.end].tag == .and
        else { return quantity.end }
      }
      if isYear(start, quantity) || isAge(start, quantity) { return quantity.end }
      if unknown > 0, isFollowedByHarm { group.end = at }
    }
    add(group)
    return group.end
  }

  /// “âgés de 8 et 11 ans”, “a surgeon, 84, was abducted”.
  private func isAge(_ start: Int, _ quantity: QuantityReader.Quantity) -> Bool {
    let next = quantity.end
    guard next < items.count else { return false }
    if items[next].tag == .and || items[next].tag == .to, items[next].marks.isOpen,
      let other = quantities.read(at: next + 1), other.end < items.count
    {
      return items[other.end].marks.isOpen && items[other.end].tag == .things
    }
    guard items[start].marks.contains(.comma), items[next].marks.contains(.comma),
      next == start + 1, let last = groups.last, last.end == start, last.range.best == 1
    else { return false }
    return (10...110).contains(quantity.range.best)
  }

  private func isYear(_ start: Int, _ quantity: QuantityReader.Quantity) -> Bool {
    let token = frame.tokens[Int(items[start].start)]
    return quantity.end == start + 1 && token.number >= 1900 && token.number <= 2100
      && token.end - token.start == 4
  }

  /// The noun of a group and what is said of it: “éléments de la gendarmerie”.
  private func take(_ noun: Int, _ group: inout Group) {
    let item = items[noun]
    group.end = noun + 1
    switch item.tag {
    case .households: group.kind = .households
    case .things, .span: group.kind = .things
    default: group.party = Party(rawValue: lexicon.grammar[Int(item.sense)].code) ?? .all
    }
    guard group.kind == .people else { return }
    // “jeune homme”, “soldats français”: one noun more.
    while group.end < items.count, items[group.end].tag == .people,
      items[group.end].marks.isOpen
    {
      let code = lexicon.grammar[Int(items[group.end].sense)].code
      if group.party == .all { group.party = Party(rawValue: code) ?? .all }
      group.end += 1
    }
    if let actor = actor(noun), actor.party == .peacekeepers { group.party = .peacekeepers }
    // English puts the force before, French behind.
    for index in frame.actors.indices {
      let mention = frame.actors[index]
      let first = Int(frame.itemOf[Int(mention.start)])
      if first > noun + 5 { break }
      guard first > group.start, first != noun, Int(frame.itemOf[Int(mention.end) - 1]) != noun
      else { continue }
      let party = parties[mention.index]
      guard first < noun || belongs(first, to: noun) else { continue }
      if group.party == .all || party == .peacekeepers && group.party == .securityForces {
        group.party = party
      }
      if first > noun { group.end = max(group.end, Int(frame.itemOf[Int(mention.end) - 1]) + 1) }
    }
  }

  /// Whether only `de`, articles and words we do not know stand between noun and name.
  private func belongs(_ first: Int, to noun: Int) -> Bool {
    var hasOf = false
    var unknown = 0
    for at in noun + 1...first {
      guard items[at].marks.isOpen else { return false }
      if at == first { return hasOf || at == noun + 1 }
      switch items[at].tag {
      case .of: hasOf = true
      case .one, .many, .suspect, .people: hasOf = hasOf || lexicon.language == "fr"
      case .none:
        unknown += 1
        if unknown > 1 { return false }
      default: return false
      }
    }
    return true
  }

  /// `un autre` is read with its number; this is `d'autres` or `another` alone.
  private mutating func others(_ at: Int) -> Int {
    let next = at + 1 < items.count ? items[at + 1] : nil
    if let next, next.marks.isOpen, next.tag == .people || next.tag == .things {
      return at + 1
    }
    let isPlural = lexicon.grammar[Int(items[at].sense)].isPlural
    var group = Group(
      start: at, end: at + 1, range: isPlural ? Self.several : one, strength: .definite)
    group.isOther = true
    add(group)
    return at + 1
  }

  /// A noun without a number.
  private mutating func named(_ noun: Int) -> Int {
    let item = items[noun]
    var group = Group(start: noun, end: noun + 1, range: one, strength: .named)
    if item.tag == .people || item.tag == .households {
      take(noun, &group)
    } else if let actor = actor(noun) {
      // Of a force as a whole nobody is counted.
      group.party = actor.party
      group.end = actor.end
      add(group, asActor: true)
      return actor.end
    }
    let isPlural = lexicon.grammar[Int(item.sense)].isPlural
    if isPlural { group.range = Self.several }
    var before = noun - 1
    var steps = 0
    while before >= 0, steps < 2, items[before + 1].marks.isOpen,
      items[before].tag == .none || items[before].tag == .suspect || items[before].tag == .other
    {
      before -= 1
      steps += 1
    }
    if before >= 0, items[before + 1].marks.isOpen {
      switch items[before].tag {
      case .one:
        // `le fils`, and in English `the soldiers`.
        if lexicon.language == "fr" || !isPlural { group.range = one }
        group.start = before
        group.strength = .definite
      case .many:
        group.range = Self.several
        group.start = before
        group.strength = .definite
      case .no:
        group.range = zero
        group.start = before
        group.strength = .counted
      default: break
      }
    }
    add(group)
    return group.end
  }

  private mutating func add(_ group: Group, asActor: Bool = false) {
    guard !asActor else { return }
    var group = group
    group.sentence = items[group.start].sentence
    if group.strength == .named, group.range.best > 1, let last = groups.last,
      last.strength == .counted, last.end + 1 == group.start, items[last.end].tag == .and,
      items[last.end].marks.isOpen, items[group.start].marks.isOpen, last.kind == .people
    {
      // “13 femmes et enfants”.
      groups[groups.count - 1].end = group.end
      return
    }
    if group.start > 0, items[group.start].marks.isDisjoint(with: [.stop, .pause]) {
      let before = items[group.start - 1].tag
      group.isAgent = before == .agent
      group.isSubset = group.isSubset || before == .subset
      // “5 civils (3 hommes et 2 femmes)”.
      if items[group.start].marks.contains(.opening), let last = groups.last,
        last.end == group.start, last.strength == .counted
      {
        group.isSubset = true
      }
      if before == .and || before == .agent || items[group.start].marks.contains(.comma),
        let last = groups.last, last.sentence == group.sentence,
        group.start - last.end <= 1
      {
        // “par 3 hommes et 2 femmes”, “dont 2 femmes et un enfant”.
        group.isAgent = group.isAgent || last.isAgent && before == .and
        // “dont 7 élèves, et 4 blessés” is no part any more.
        let isCounted = group.end < items.count && items[group.end].tag == .harm
        group.isSubset = group.isSubset || last.isSubset && !isCounted
      }
    }
    groups.append(group)
  }
}

/// The party that each actor of a theatre's registry belongs to when its people are counted.
struct PartyTable {
  private var parties: [Party] = []

  init(_ actors: ActorRegistry) {
    parties = actors.actors.map { actor in
      switch actor.category {
      case .state: .securityForces
      case .external: actor.force == .peacekeepers ? .peacekeepers : .securityForces
      case .civilians, .protesters, .rioters: .civilians
      case .rebel, .politicalMilitia, .identityMilitia: .attackers
      }
    }
  }

  subscript(actor: Int32) -> Party { parties[Int(actor)] }
}

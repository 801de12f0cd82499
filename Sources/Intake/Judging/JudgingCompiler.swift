internal import JSON
internal import JSONSchema

/// Puts a schema and its mapping together.
struct JudgingCompiler {
  private let vocabulary: Vocabulary
  private let parts: SchemaParts
  private let plan: MappingPlan
  private var known: [JudgingPlan.Known] = []
  private var objects: [JudgingPlan.Object] = []
  private var rows: [Int16] = []
  private var words = WordTables()
  private var groupsRun: UInt64 = 0
  /// A name that has no number, or more members than can be counted: then there is no plan.
  private var isSound = true

  init(_ vocabulary: Vocabulary, _ schema: Schema, _ plan: MappingPlan) {
    self.vocabulary = vocabulary
    self.plan = plan
    parts = schema.parts
  }

  mutating func compile() -> JudgingPlan.Tables? {
    let root = plan.groups[0]
    guard root.ownSlot < 0, case .object(let members) = parts.outline(of: parts.root) else {
      return nil
    }
    let object = object(members, parts.root, Int(root.node))
    // The elements of a group are mapped as a whole, or not at all.
    let isWhole = plan.groups.indices.allSatisfy { group in
      groupsRun & 1 << UInt64(group) == 0
        || innerGroups(of: group).allSatisfy { groupsRun & 1 << UInt64($0) != 0 }
    }
    guard isSound, isWhole, known.count < Int(Int16.max), plan.groups.count <= 64 else {
      return nil
    }
    return JudgingPlan.Tables(
      known: Self.copy(known), objects: Self.copy(objects), rows: Self.copy(rows),
      words: WordTables.Frozen(words), groupsRun: groupsRun, root: object, parts: parts)
  }

  private func innerGroups(of group: Int) -> [Int] {
    let first = Int(plan.groups[group].firstStep)
    return plan.steps[first..<first + Int(plan.groups[group].stepCount)].map { Int($0.group) }
  }

  private static func copy<T>(_ array: [T]) -> UnsafeMutableBufferPointer<T> {
    let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: array.count)
    _ = buffer.initialize(from: array)
    return buffer
  }

  /// An object that the mapping's walk enters at a node.
  private mutating func object(
    _ members: Outline.Members, _ part: SchemaParts.Part, _ node: Int
  ) -> Int {
    let place = objects.count
    let stride = vocabulary.count + 1
    objects.append(
      JudgingPlan.Object(
        row: rows.count, part: part, isClosed: members.isClosed, hasMore: members.hasMore,
        required: members.required, countMin: members.counts.lowerBound,
        countMax: members.counts.upperBound))
    rows += [Int16](repeating: -1, count: stride)
    for member in members.known {
      add(
        member.name, bit: 1 << UInt64(member.place), member.part, child(member.name, of: node),
        to: place)
    }
    let names = Set(members.known.map(\.name))
    let tree = plan.nodes[node]
    for at in Int(tree.firstChild)..<Int(tree.firstChild) + Int(tree.childCount) {
      let name = Array(plan.childNames[at])
      // What an open object may have beside, and the mapping wants.
      if !names.contains(name) {
        add(name, bit: 0, members.isClosed ? nil : .anything, plan.children[at], to: place)
      }
    }
    return place
  }

  private func child(_ name: [UInt8], of node: Int) -> MappingPlan.Child? {
    let tree = plan.nodes[node]
    return (Int(tree.firstChild)..<Int(tree.firstChild) + Int(tree.childCount))
      .first { plan.childNames[$0].elementsEqual(name) }.map { plan.children[$0] }
  }

  private mutating func add(
    _ name: [UInt8], bit: UInt64, _ part: SchemaParts.Part?, _ child: MappingPlan.Child?,
    to object: Int
  ) {
    let number = name.withUnsafeBytes { Int(vocabulary.number(of: $0)) }
    guard number > 0 else {
      isSound = false
      return
    }
    var entry = JudgingPlan.Known()
    entry.bit = bit
    if let child { (entry.step, entry.slot, entry.node) = (child.step, child.slot, child.node) }
    if let part {
      entry.part = part
      describe(&entry, parts.outline(of: part))
    } else {
      entry.check = .refused
    }
    rows[objects[object].row + number] = Int16(truncatingIfNeeded: known.count)
    known.append(entry)
  }

  /// How a member is judged by a glance, given what becomes of it.
  private mutating func describe(_ entry: inout JudgingPlan.Known, _ outline: Outline) {
    let step = entry.step >= 0 ? plan.steps[Int(entry.step)] : nil
    entry.check = .part
    switch outline {
    case .anything: entry.check = .anything
    case .text(let bytes) where entry.node < 0:
      entry.check = .text
      (entry.least, entry.most) = (Int64(bytes.lowerBound), Int64(bytes.upperBound))
      entry.isPlainText =
        step.map { $0.target.isText && !$0.isInteger && $0.separator == 0 } ?? false
    case .choice(let list) where entry.node < 0: word(&entry, list, step)
    case .number(let range, let isInteger) where entry.node < 0:
      entry.check = isInteger ? .integer : .number
      (entry.least, entry.most) = (range.lowerBound, range.upperBound)
    case .either(let branches) where entry.node < 0 && entry.slot < 0:
      if let step { self.range(&entry, branches, step) }
    case .other where entry.node < 0 && entry.slot < 0:
      if let step { plain(&entry, step) }
    case .object(let members) where entry.node >= 0:
      entry.check = .object
      entry.object = Int32(object(members, entry.part, Int(entry.node)))
    case .list(let part, let counts) where entry.node < 0:
      list(&entry, part, counts, step)
    default: break
    }
  }

  private mutating func word(
    _ entry: inout JudgingPlan.Known, _ list: [[UInt8]], _ step: MappingStep?
  ) {
    let isLetter = step?.target == .reliability
    guard step.map({ $0.target.words == .one }) ?? true || isLetter else { return }
    let words =
      isLetter
      ? self.words.add(list.map { ($0, Self.letter($0)) })
      : self.words.add(meanings(list, step))
    if let words { (entry.check, entry.words) = (.word, words) }
  }

  /// The letter of STANAG 2511 that a word is, or −1.
  private static func letter(_ word: [UInt8]) -> Int32 {
    word.count == 1 && (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(word[0])
      ? Int32(word[0]) : -1
  }

  /// A text of one form, of which it is enough to see that it has it.
  private func plain(_ entry: inout JudgingPlan.Known, _ step: MappingStep) {
    switch step.target {
    case .occurredEarliest, .occurredLatest, .observed, .submitted:
      let sample: StaticString = "2018-07-29T08:00:00Z"
      if parts.accepts(everyLike: sample, isTime: true, entry.part) { entry.check = .time }
    case .language:
      if parts.accepts(everyLike: "fr", isTime: false, entry.part) { entry.check = .language }
    default: break
    }
  }

  /// A number of people or things, or an object of its bounds.
  private func range(
    _ entry: inout JudgingPlan.Known, _ branches: [SchemaParts.Part], _ step: MappingStep
  ) {
    switch step.target {
    case .toll(_, _, .whole), .count(_, .whole): break
    default: return
    }
    var whole: ClosedRange<Int64>?
    var bounds: [String: (number: UInt16, range: ClosedRange<Int64>)] = [:]
    for branch in branches {
      switch parts.outline(of: branch) {
      case .number(let range, _): whole = range
      case .object(let members)
      where members.isClosed && members.required == 0 && !members.hasMore
        && members.counts.lowerBound <= 1 && members.counts.upperBound >= 3:
        for member in members.known {
          guard let part = member.part, case .number(let range, _) = parts.outline(of: part) else {
            return
          }
          let number = member.name.withUnsafeBytes { vocabulary.number(of: $0) }
          bounds[String(decoding: member.name, as: UTF8.self)] = (number, range)
        }
      default: return
      }
    }
    guard let whole, whole.lowerBound >= 0, bounds.count == 3, let low = bounds["low"],
      let best = bounds["best"], let high = bounds["high"],
      bounds.values.allSatisfy({ $0.range == whole && $0.number > 0 })
    else { return }
    entry.check = .range
    entry.bounds = (low.number, best.number, high.number)
    (entry.least, entry.most) = (whole.lowerBound, whole.upperBound)
  }

  /// What each word means to a rule, or −1.
  private func meanings(
    _ list: [[UInt8]], _ step: MappingStep?
  ) -> [(word: [UInt8], meaning: Int32)] {
    list.map { word in
      let meaning = step.map { step in
        word.withUnsafeBytes { plan.tables.pointee.find($0, in: step.table) }
      }
      return (word, meaning ?? -1)
    }
  }

  private mutating func list(
    _ entry: inout JudgingPlan.Known, _ part: SchemaParts.Part, _ counts: ClosedRange<Int>,
    _ step: MappingStep?
  ) {
    let outline = parts.outline(of: part)
    (entry.least, entry.most) = (Int64(counts.lowerBound), Int64(counts.upperBound))
    if let step, step.target.words == .several, case .choice(let list) = outline {
      guard let words = words.add(meanings(list, step)) else { return }
      (entry.check, entry.words) = (.words, words)
    } else if entry.step < 0, entry.slot >= 0, case .object(let members) = outline,
      let group = plan.groups.firstIndex(where: { $0.each == entry.slot && $0.isDirect })
    {
      entry.check = .group
      entry.isActor = plan.steps.contains { Int($0.group) == group && $0.target == .actors }
      entry.object = Int32(object(members, part, Int(plan.groups[group].node)))
      groupsRun |= 1 << UInt64(group)
    }
  }
}

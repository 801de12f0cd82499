import JSON

/// Makes up values that the left side takes, near the bounds of both sides: among them is nearly
/// always one that shows a difference. All choices are fixed or seeded, so the same two schemas
/// give the same examples.
struct SampleSource {
  /// Levels below which only what is required is filled in.
  static let depthMax = 5
  /// Values tried for one schema, at most.
  static let triedMax = 400

  let left: Side
  let right: Side
  private var known: [[Int32]: [Sample]] = [:]
  private var random = SplitMix(state: 0x5EED)

  init(_ left: Side, _ right: Side) {
    self.left = left
    self.right = right
  }

  /// A few values that all of the nodes take.
  mutating func values(of nodes: [Int32], depth: Int = 0) -> [Sample] {
    if depth == 0, let values = known[nodes] { return values }
    guard depth <= Self.depthMax + 3 else { return [] }
    var found: [Sample] = []
    for alternative in Inclusion.alternatives(nodes, left).prefix(6) {
      for kind in Value.Kind.all where Inclusion.allows(kind, alternative, left) {
        var wanted = depth == 0 ? 8 : 3
        for value in candidates(alternative, kind, nil, depth: depth) where wanted > 0 {
          guard !found.contains(value), left.accepts(all: nodes, value) else { continue }
          found.append(value)
          wanted -= 1
        }
      }
    }
    if depth == 0 { known[nodes] = found }
    return found
  }

  /// Values of a kind that all of the nodes take, chosen with the other side's bounds in mind.
  mutating func values(
    of nodes: [Int32], _ kind: Value.Kind, against other: Int32
  ) -> [Sample] {
    candidates(nodes, kind, other, depth: 0).filter { left.accepts(all: nodes, $0) }
  }

  /// Whole objects and arrays into which a part can be put.
  mutating func bases(of nodes: [Int32]) -> [Sample] {
    var bases: [Sample] = []
    for kind in [Value.Kind.object, .array] where Inclusion.allows(kind, nodes, left) {
      bases += candidates(nodes, kind, nil, depth: 1)
    }
    // The smallest first: an example is for reading.
    let sized = bases.prefix(Self.triedMax).map { ($0, $0.json.count) }
    return sized.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private mutating func candidates(
    _ nodes: [Int32], _ kind: Value.Kind, _ other: Int32?, depth: Int
  ) -> [Sample] {
    let own = left.inPlace(nodes)
    let others = other.map { right.inPlace([$0]) } ?? []
    var found: [Sample] = []
    for constants in own.compactMap({ left.constants($0) }) { found += constants }
    for constants in others.compactMap({ right.constants($0) }) { found += constants }
    found = found.filter { $0.kind == kind }
    switch kind {
    case .null: found.append(.null)
    case .boolean: found += [.bool(true), .bool(false)]
    case .number: found += NumberSamples.near(own, left, others, right)
    case .string: found += strings(own, others)
    case .array: found += arrays(nodes, own, others, depth: depth)
    case .object: found += objects(nodes, own, others, depth: depth)
    }
    var seen: Set<Sample> = []
    return Array(found.filter { seen.insert($0).inserted }.prefix(Self.triedMax))
  }

  private mutating func strings(_ own: [Int32], _ others: [Int32]) -> [Sample] {
    var texts = StringSamples.common
    for (nodes, side) in [(own, left), (others, right)] {
      for node in nodes {
        let index = side.tables.nodes[node].strings
        guard index >= 0 else { continue }
        let rule = side.tables.strings[index]
        for length in [rule.lengthMin - 1, rule.lengthMin, rule.lengthMax, rule.lengthMax &+ 1]
        where (0...4_000).contains(length) {
          texts.append(String(repeating: "a", count: length))
        }
        if rule.pattern >= 0 {
          texts += StringSamples.matching(side.spelling(rule.pattern), &random)
        }
      }
    }
    return texts.map { .string($0) }
  }

  private mutating func arrays(
    _ nodes: [Int32], _ own: [Int32], _ others: [Int32], depth: Int
  ) -> [Sample] {
    let model = ContentModel(side: left, nodes: nodes)
    var counts: Set<Int> = [0, 1, 2, 3]
    for rule in own.compactMap({ left.arrays($0) }) + others.compactMap({ right.arrays($0) }) {
      for count in [
        rule.countMin - 1, rule.countMin, rule.countMax, rule.countMax &+ 1, rule.containsMin,
        rule.containsMax &+ 1, Int(rule.prefix.count), Int(rule.prefix.count) + 1,
      ] where (0...200).contains(count) {
        counts.insert(count)
      }
    }
    if depth > Self.depthMax { return [.array([])] }
    var choices: [[Sample]] = []
    for position in 0...model.prefixCount {
      choices.append(values(of: model.elements(position), depth: depth + 1))
    }
    var wanted: [Sample] = []
    for rule in own.compactMap({ left.arrays($0) }) where rule.contains >= 0 {
      wanted += values(of: [rule.contains], depth: depth + 1).prefix(2)
    }
    var found: [Sample] = []
    for count in counts.sorted() {
      for shift in 0..<3 {
        let elements = (0..<count).compactMap { position -> Sample? in
          let values = choices[min(position, choices.count - 1)]
          return values.isEmpty
            ? nil : values[(position * (shift == 2 ? 0 : 1) + shift) % values.count]
        }
        found.append(.array(elements))
        for first in wanted { found.append(.array([first] + elements)) }
      }
    }
    return found
  }
}

extension SampleSource {
  private mutating func objects(
    _ nodes: [Int32], _ own: [Int32], _ others: [Int32], depth: Int
  ) -> [Sample] {
    let model = ContentModel(side: left, nodes: nodes)
    var (names, texts): ([String], [Sample]) = ([], [])
    for (list, side) in [(own, left), (others, right)] {
      for rule in list.compactMap({ side.objects($0) }) {
        names += side.properties(rule).map(\.name)
        names += side.dependencies(rule).flatMap { [$0.name] + $0.needs }
        let spelled = side.inPlace([rule.propertyNames])
        if !spelled.isEmpty {
          texts += strings(side === left ? spelled : [], side === left ? [] : spelled)
        }
        names += side.patterns(rule).compactMap {
          StringSamples.matching(side.spelling($0.pattern), &random).first
        }
      }
    }
    var seen: Set<String> = []
    names = names.filter { seen.insert($0).inserted }
    let required = model.required
    var values: [String: [Sample]] = [:]
    let isDeep = depth >= Self.depthMax
    for name in names where !isDeep || required.contains(name) {
      values[name] = self.values(of: model.members(name), depth: depth + 1)
    }
    func made(_ chosen: [String], _ shift: Int) -> Sample {
      .object(
        chosen.compactMap { name in
          guard let list = values[name], !list.isEmpty else { return nil }
          return Sample.Member(name: name, value: list[shift % list.count])
        })
    }
    let least = names.filter(required.contains)
    var found = [made(least, 0), made(names, 0), made(least, 1), made(names, 1)]
    guard !isDeep else { return found }
    let fresh = freshName(names)
    for name in names.prefix(48) {
      found.append(made(least.filter { $0 != name }, 0))
      found.append(made(names.filter { $0 != name }, 0))
      for shift in 0..<min(values[name]?.count ?? 0, 4) {
        found.append(made(least.filter { $0 != name }, 0).merging(made([name], shift)))
      }
    }
    for value in [Sample.null, .string("a"), .number("1"), .object([]), .array([])] {
      found.append(made(least, 0).setting(fresh, to: value))
    }
    for case .string(let name) in texts { found.append(made(least, 0).setting(name, to: .null)) }
    found += filled(made(least, 0), own, others)
    for round in 0..<(depth == 0 ? 60 : 12) {
      let chosen = names.filter { required.contains($0) || random.next() & 1 == 0 }
      found.append(made(chosen, round))
    }
    return found
  }

  /// Objects of as many members as the bounds of either side name, and one more or less.
  private func filled(_ base: Sample, _ own: [Int32], _ others: [Int32]) -> [Sample] {
    var counts: Set<Int> = []
    for rule in own.compactMap({ left.objects($0) }) + others.compactMap({ right.objects($0) }) {
      for count in [rule.countMin, rule.countMin - 1, rule.countMax, rule.countMax &+ 1]
      where (1...200).contains(count) {
        counts.insert(count)
      }
    }
    return counts.sorted().map { count in
      var object = base
      for number in 0..<count {
        guard case .object(let members) = object, members.count < count else { break }
        object = object.setting("m\(number)", to: .null)
      }
      return object
    }
  }

  /// A name that none of these is.
  func freshName(_ names: [String]) -> String {
    ["other", "another", "x-other", "zzz"].first { !names.contains($0) } ?? "zzz-other"
  }

  /// A member's name that the left side leaves to `additionalProperties`, and the right side too.
  func freshName(_ nodes: [Int32], _ other: Int32, _ names: [String]) -> String? {
    let rules =
      left.inPlace(nodes).compactMap { left.objects($0) }.map { (left, $0) }
      + right.inPlace([other]).compactMap { right.objects($0) }.map { (right, $0) }
    let spelled = ["other", "another", "x-other", "Z", "0", "zzz-other", "é"]
    return spelled.first { name in
      !names.contains(name)
        && !rules.contains { side, rule in
          side.properties(rule).contains { $0.name == name && $0.node >= 0 }
            || side.patterns(rule).contains { side.matches($0.pattern, name) }
        }
    }
  }

  mutating func name(matching pattern: String, avoiding names: [String]) -> String? {
    StringSamples.matching(pattern, &random).first { !names.contains($0) }
  }
}

extension Sample {
  fileprivate func merging(_ other: Sample) -> Sample {
    guard case .object(let members) = other else { return self }
    return members.reduce(self) { $0.setting($1.name, to: $1.value) }
  }
}

/// SplitMix64, seeded: examples are the same in every process.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}

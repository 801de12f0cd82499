/// A pattern as instructions, on the way from the tree to the sets of positions.
struct PatternProgram {
  /// Instructions at most, so that counts within counts cannot grow without end.
  static let instructionsMax = 4_096

  enum Instruction {
    /// Consumes a character of the class at this position, then goes on.
    case take(Int)
    case split(Int, Int)
    case jump(Int)
    case atStart
    case atEnd
    case accept
  }

  private(set) var instructions: [Instruction] = []
  private(set) var positions: [CharacterSet] = []

  init(_ tree: PatternTree) throws(PatternFault) {
    try emit(tree)
    try append(.accept)
  }

  private mutating func append(_ instruction: Instruction) throws(PatternFault) {
    guard instructions.count < Self.instructionsMax else { throw Self.tooLarge }
    instructions.append(instruction)
  }

  private static let tooLarge = PatternFault(
    reason: "is too large when its counts are written out; bound lengths with `maxLength`")

  private mutating func emit(_ tree: PatternTree) throws(PatternFault) {
    switch tree {
    case .empty: break
    case .set(let set):
      guard positions.count < Pattern.positionsMax else { throw Self.tooLarge }
      positions.append(set)
      try append(.take(positions.count - 1))
    case .start: try append(.atStart)
    case .end: try append(.atEnd)
    case .sequence(let parts):
      for part in parts { try emit(part) }
    case .choice(let branches): try emit(choice: branches)
    case .repeated(let body, let least, let most, _): try emit(body, least, most)
    case .group(let body): try emit(body)
    case .wordBoundary, .look, .reference: throw Self.tooLarge
    }
  }

  private mutating func emit(choice branches: [PatternTree]) throws(PatternFault) {
    var jumps: [Int] = []
    for (at, branch) in branches.enumerated() {
      guard at < branches.count - 1 else {
        try emit(branch)
        break
      }
      let split = instructions.count
      try append(.split(split + 1, 0))
      try emit(branch)
      jumps.append(instructions.count)
      try append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func emit(
    _ body: PatternTree, _ least: Int, _ most: Int?
  ) throws(PatternFault) {
    for _ in 0..<least { try emitCounted(body) }
    guard let most else {
      let split = instructions.count
      try append(.split(split + 1, 0))
      try emit(body)
      try append(.jump(split))
      instructions[split] = .split(split + 1, instructions.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(instructions.count)
      try append(.split(instructions.count + 1, 0))
      try emit(body)
    }
    for split in splits { instructions[split] = .split(split + 1, instructions.count) }
  }

  /// Even an empty body leaves an instruction, so that counts of nothing come to an end.
  private mutating func emitCounted(_ body: PatternTree) throws(PatternFault) {
    let before = instructions.count
    try emit(body)
    if instructions.count == before { try append(.jump(before + 1)) }
  }

  /// The positions that can consume the next character from here, and whether the pattern is
  /// complete (the last bit), at such a place between characters.
  func closure(from start: Int, at boundary: Pattern.Boundary) -> [UInt64] {
    var set = [UInt64](repeating: 0, count: wordCount)
    var seen = [Bool](repeating: false, count: instructions.count)
    var stack = [start]
    while let at = stack.popLast() {
      guard !seen[at] else { continue }
      seen[at] = true
      switch instructions[at] {
      case .take(let position): set[position >> 6] |= 1 << UInt64(position & 63)
      case .split(let first, let second): stack += [first, second]
      case .jump(let target): stack.append(target)
      case .atStart: if boundary.contains(.start) { stack.append(at + 1) }
      case .atEnd: if boundary.contains(.end) { stack.append(at + 1) }
      case .accept: set[positions.count >> 6] |= 1 << UInt64(positions.count & 63)
      }
    }
    return set
  }

  /// The words of a set: every position and the accepting bit.
  var wordCount: Int { positions.count / 64 + 1 }
}

extension Compiler {
  /// Compiles a pattern: to an automaton of our own when it can be followed in linear time, else
  /// with PCRE2. Reports and gives nil when neither takes it.
  mutating func pattern(_ text: String, at place: String) -> Int32? {
    do throws(PatternFault) {
      var parser = PatternParser(text)
      let tree = try parser.parse()
      if !parser.needsBacktracking, let program = try? PatternProgram(tree) {
        return append(program, spelling: text)
      }
      let foreign = try ForeignPattern(tree)
      let spelling = plan.append(Array(text.utf8))
      return plan.patterns.place(Pattern(spelling: spelling, foreign: foreign))
    } catch {
      let shown = Excerpt.bounded(Array(text.utf8), 80)
      report(place, "the pattern `\(shown)` \(error.reason)")
      return nil
    }
  }

  private mutating func append(_ program: PatternProgram, spelling: String) -> Int32 {
    var pattern = Pattern(
      spelling: plan.append(Array(spelling.utf8)), positionCount: Int32(program.positions.count),
      wordCount: Int32(program.wordCount), classes: Int32(plan.classes.count),
      sets: Int32(plan.words.count))
    for set in program.positions {
      let entry = plan.append(set)
      plan.classes.append(entry)
    }
    var after: [Int] = [0]
    for (at, instruction) in program.instructions.enumerated() {
      if case .take = instruction { after.append(at + 1) }
    }
    for boundary in 0..<Pattern.Boundary.count {
      for start in after {
        plan.words += program.closure(from: start, at: .init(rawValue: Int32(boundary)))
      }
    }
    pattern.automaton = plan.automaton(of: pattern)
    return plan.patterns.place(pattern)
  }
}

import JSON

/// One walk of an instance along a plan: the answer, and what the walk may still spend.
///
/// Recursion and work are both bounded, so that neither a deep document nor branches that multiply can
/// exhaust the process: past a bound the walk is exhausted and the answer is no, whatever `not` says.
struct Evaluation {
  /// Schema objects that may be open at once. A document of the parser's default depth (64) can pass
  /// eight schemas in place on every level; a frame takes a few hundred bytes of stack.
  static let depthMax = 512
  /// Steps granted to any document, and further for each of its bytes.
  static let stepsFloor = 100_000
  static let stepsPerByte = 64

  let tables: Tables
  var stepsLeft: Int
  var depthLeft = Evaluation.depthMax
  var isExhausted = false

  init(_ tables: Tables, of value: Value) {
    self.tables = tables
    stepsLeft = Self.stepsFloor &+ Self.stepsPerByte &* value.source.count
  }

  /// Whether the node takes the value; false as well when the walk is exhausted.
  mutating func accepts(_ index: Int32, _ value: Value) -> Bool {
    let node = tables.nodes[index]
    let kind = value.kind
    guard node.kinds.contains(KindSet(kind: kind)), enter() else { return false }
    defer { depthLeft &+= 1 }
    switch kind {
    case .null, .boolean: break
    case .number:
      if node.kinds.contains(.integersOnly), !value.isInteger { return false }
      if node.numbers >= 0, !accepts(number: node.numbers, value) { return false }
    case .string:
      if node.strings >= 0, let text = value.text, !accepts(string: node.strings, text) {
        return false
      }
    case .array:
      if node.arrays >= 0, !accepts(array: node.arrays, value) { return false }
    case .object:
      if node.objects >= 0, !accepts(object: node.objects, value) { return false }
    }
    if node.values >= 0, !accepts(value: node.values, value) { return false }
    if node.logic >= 0, !accepts(logic: node.logic, value) { return false }
    return true
  }

  /// Opens one level; the caller closes it by giving the level back.
  @inline(__always)
  mutating func enter() -> Bool {
    guard depthLeft > 0, stepsLeft > 0 else {
      isExhausted = true
      return false
    }
    depthLeft &-= 1
    stepsLeft &-= 1
    return true
  }

  /// Pays for work outside nodes: comparing and hashing values.
  @inline(__always)
  mutating func spend(_ steps: Int) -> Bool {
    stepsLeft &-= steps
    if stepsLeft > 0 { return true }
    isExhausted = true
    return false
  }
}

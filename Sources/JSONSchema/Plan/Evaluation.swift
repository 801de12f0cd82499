import JSON

/// One walk of an instance along a plan: the answer, and what the walk may still spend.
///
/// Recursion and work are both bounded, so that neither a deep document nor branches that multiply
/// can exhaust the process: past a bound the walk is exhausted and the answer is no, whatever `not`
/// says.
struct Evaluation {
  /// Schema objects that may be open at once. A document of the parser's default depth (64) can
  /// pass eight schemas in place on every level; a frame takes a few hundred bytes of stack.
  static let depthMax = 512
  /// Steps granted to any document, and further for each of its bytes.
  static let stepsFloor = 100_000
  static let stepsPerByte = 64

  let store: UnsafePointer<Tables>
  var stepsLeft: Int
  var depthLeft = Evaluation.depthMax
  var isExhausted = false

  init(_ tables: UnsafePointer<Tables>, of value: Value) {
    store = tables
    stepsLeft = Self.stepsFloor &+ Self.stepsPerByte &* value.source.count
  }

  @inline(__always) var tables: Tables { store.pointee }

  /// Whether the node takes the value; false as well when the walk is exhausted.
  mutating func accepts(_ index: Int32, _ value: Value) -> Bool {
    let node = tables.nodes.pointer(to: index).pointee
    let kind = value.kind
    guard node.kinds.contains(KindSet(kind: kind)) else { return false }
    switch kind {
    case .null, .boolean: break
    case .number:
      if node.kinds.contains(.integersOnly), !value.isInteger { return false }
      if node.numbers >= 0, !accepts(number: node.numbers, value) { return false }
    case .string:
      guard node.strings >= 0 || node.values >= 0, let text = value.text else {
        break
      }
      if node.strings >= 0, !accepts(string: node.strings, text) { return false }
      if node.values >= 0, !accepts(value: node.values, text: text) { return false }
    case .array:
      if node.arrays >= 0 {
        guard enter(value.count) else { return false }
        let isAccepted = accepts(array: node.arrays, value)
        leave()
        if !isAccepted { return false }
      }
    case .object:
      if node.objects >= 0 {
        guard enter(value.count) else { return false }
        let isAccepted = accepts(object: node.objects, value)
        leave()
        if !isAccepted { return false }
      }
    }
    if kind != .string, node.values >= 0, !accepts(value: node.values, value) { return false }
    if node.logic >= 0 {
      guard enter(1) else { return false }
      let isAccepted = accepts(logic: node.logic, value)
      leave()
      return isAccepted
    }
    return true
  }

  /// Opens one level and pays for it and for the steps on it; `leave` closes it.
  @inline(__always)
  mutating func enter(_ steps: Int = 0) -> Bool {
    stepsLeft &-= steps &+ 1
    guard depthLeft > 0, stepsLeft > 0 else {
      isExhausted = true
      return false
    }
    depthLeft &-= 1
    return true
  }

  @inline(__always)
  mutating func leave() {
    depthLeft &+= 1
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

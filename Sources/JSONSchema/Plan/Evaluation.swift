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

  init(_ tables: UnsafePointer<Tables>, stepsLeft: Int, depthLeft: Int) {
    store = tables
    self.stepsLeft = stepsLeft
    self.depthLeft = depthLeft
  }

  @inline(__always) var tables: Tables { store.pointee }

  /// The same as `accepts`, by a glance where that is enough.
  @inline(__always)
  mutating func judge(_ index: Int32, _ value: Value) -> Bool {
    let glance = tables.glances.pointer(to: index)
    switch glance.pointee.form {
    case .none: break
    case .text:
      if value.isPlainText(ofBytes: glance.pointee.least, glance.pointee.most) { return true }
    case .choice:
      if let text = value.plainText, glance.pointee.names.find(plain: text, store) >= 0 {
        return true
      }
    case .integer:
      if let integer = value.smallInteger, integer >= glance.pointee.least,
        integer <= glance.pointee.most
      {
        return true
      }
    case .object:
      if value.kind == .object {
        return accepts(
          object: glance.pointee.index, logic: glance.pointee.logic, value)
      }
    case .array:
      if value.kind == .array { return accepts(array: glance.pointee.index, value) }
    case .either: return accepts(either: glance.pointee.index, value)
    }
    return accepts(index, value)
  }

  @inline(__always)
  private mutating func accepts(number value: Value, _ node: UnsafePointer<Node>) -> Bool {
    if node.pointee.kinds.contains(.integersOnly), !value.isPlainInteger, !value.isInteger {
      return false
    }
    return node.pointee.numbers < 0 || accepts(number: node.pointee.numbers, value)
  }

  @inline(__always)
  private mutating func accepts(text value: Value, _ node: UnsafePointer<Node>) -> Bool {
    guard let text = value.text else { return false }
    if node.pointee.strings >= 0, !accepts(string: node.pointee.strings, text) { return false }
    return node.pointee.values < 0 || accepts(value: node.pointee.values, text: text)
  }

  /// Whether the node takes the value; false as well when the walk is exhausted.
  @inline(never)
  mutating func accepts(_ index: Int32, _ value: Value) -> Bool {
    let node = tables.nodes.pointer(to: index)
    let kind = value.kind
    guard node.pointee.kinds.contains(KindSet(kind: kind)) else { return false }
    if kind != .string, node.pointee.values >= 0, !accepts(value: node.pointee.values, value) {
      return false
    }
    switch kind {
    case .null, .boolean: break
    case .number:
      if !accepts(number: value, node) { return false }
    case .string:
      if !accepts(text: value, node) { return false }
    case .array:
      if node.pointee.arrays >= 0, !accepts(array: node.pointee.arrays, value) {
        return false
      }
    case .object:
      if node.pointee.objects >= 0 {
        return accepts(
          object: node.pointee.objects, logic: node.pointee.logic, value)
      }
    }
    guard node.pointee.logic >= 0 else { return true }
    guard enter(1) else { return false }
    let isAccepted = accepts(logic: node.pointee.logic, value)
    leave()
    return isAccepted
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

import JSON

/// The walk that says why: the same rules as `Evaluation`, read for their reasons.
///
/// Runs only on documents that were refused, so it may allocate; pointers are searched for in the
/// document once there is something to point at.
struct Explanation {
  /// Bytes of an instance pointer; a longer one is cut, since names are the sender's.
  static let pointerBytesMax = 512

  var evaluation: Evaluation
  let document: Document
  let locations: [String]
  let limit: Int
  private(set) var violations: [Violation] = []

  init(_ evaluation: Evaluation, _ document: Document, locations: [String], limit: Int) {
    self.evaluation = evaluation
    self.document = document
    self.locations = locations
    self.limit = limit
  }

  var isFull: Bool { violations.count >= limit }

  mutating func explain(_ index: Int32, _ value: Value) {
    guard !isFull else { return }
    let node = evaluation.tables.nodes[index]
    let kind = value.kind
    let isTooFine =
      kind == .number && node.kinds.contains(.integersOnly) && !value.isInteger
    guard node.kinds.contains(KindSet(kind: kind)), !isTooFine else {
      explain(kinds: node.kinds, index, value)
      return
    }
    guard evaluation.enter() else { return }
    defer { evaluation.leave() }
    switch kind {
    case .null, .boolean: break
    case .number: if node.numbers >= 0 { explain(number: node.numbers, index, value) }
    case .string: if node.strings >= 0 { explain(string: node.strings, index, value) }
    case .array: if node.arrays >= 0 { explain(array: node.arrays, index, value) }
    case .object: if node.objects >= 0 { explain(object: node.objects, index, value) }
    }
    if node.values >= 0 { explain(value: node.values, index, value) }
    if node.logic >= 0 { explain(logic: node.logic, index, value) }
  }

  /// Adds a violation; without a keyword it is the schema `false` itself that refuses. `sentence`
  /// is given the value's name.
  mutating func add(
    _ keyword: Keyword?, _ node: Int32, _ value: Value, _ sentence: (String) -> String
  ) {
    // A walk that ran out answers no to everything: those are no reasons.
    guard !isFull, !evaluation.isExhausted else { return }
    let pointer = document.pointer(to: value)
    let location = locations[Int(node)]
    violations.append(
      Violation(
        instancePointer: Excerpt.bounded(Array(pointer.utf8), Self.pointerBytesMax),
        schemaPointer: keyword.map { "\(location)/\($0.rawValue)" } ?? location,
        keyword: keyword?.rawValue ?? "false",
        sentence: sentence(Subject.phrase(for: pointer))))
  }

  /// For a document that no rule refuses and the bounds of the walk do.
  static let exhaustion = Violation(
    instancePointer: "", schemaPointer: "", keyword: "limit",
    sentence: "the document takes more work than its schema is checked with: it is nested deeper, "
      + "or fits its alternatives in more ways, than a sound one")
}

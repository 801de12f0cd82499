internal import JSON

/// What values a schema allows at a place, as far as it says so plainly.
extension SchemaShape {
  /// The closed list of texts that may stand there; empty when it is open.
  func words(depth: Int = 0) -> [String] {
    guard case .schema(let schema, let root) = resolved(), depth < 8, schema.kind == .object else {
      return []
    }
    if let constant = schema["const"] { return constant.text.map { [$0.string] } ?? [] }
    if let list = schema["enum"] { return list.elements.compactMap { $0.text?.string } }
    if let items = schema["items"], allowsOnly("array", schema) {
      return SchemaShape.schema(items, root: root).words(depth: depth + 1)
    }
    var words: [String] = []
    for keyword in ["anyOf", "oneOf"] as [StaticString] {
      for branch in schema[keyword]?.elements.map({ $0 }) ?? [] {
        words += SchemaShape.schema(branch, root: root).words(depth: depth + 1)
      }
    }
    return words
  }

  /// The types that are named; empty when any may stand there.
  func types() -> Set<String> {
    guard case .schema(let schema, _) = resolved(), schema.kind == .object,
      let types = schema["type"]
    else { return [] }
    if let text = types.text { return [text.string] }
    return Set(types.elements.compactMap { $0.text?.string })
  }

  func mayBe(_ type: String) -> Bool {
    let types = types()
    return types.isEmpty || types.contains(type)
  }

  private func allowsOnly(_ type: String, _ schema: Value) -> Bool { types() == [type] }

  /// Whether every document has one of the members, as far as `required`, `allOf`, `anyOf` and
  /// `oneOf` say so.
  func requires(oneOf pointers: [[String]], depth: Int = 0) -> Bool {
    guard case .schema(let schema, let root) = resolved(), depth < 8, schema.kind == .object else {
      return false
    }
    for pointer in pointers where isRequired(pointer) { return true }
    for branch in schema["allOf"]?.elements.map({ $0 }) ?? []
    where SchemaShape.schema(branch, root: root).requires(oneOf: pointers, depth: depth + 1) {
      return true
    }
    for keyword in ["anyOf", "oneOf"] as [StaticString] {
      let branches = schema[keyword]?.elements.map { $0 } ?? []
      let isEach = branches.allSatisfy {
        SchemaShape.schema($0, root: root).requires(oneOf: pointers, depth: depth + 1)
      }
      if !branches.isEmpty, isEach { return true }
    }
    return false
  }

  private func isRequired(_ pointer: [String]) -> Bool {
    guard let name = pointer.first else { return true }
    guard case .schema(let schema, _) = resolved(), schema.kind == .object else { return false }
    let isHere = schema["required"]?.elements.contains { $0.text?.string == name } ?? false
    guard isHere else { return false }
    return pointer.count == 1 || (member(name)?.isRequired(Array(pointer.dropFirst())) ?? false)
  }
}

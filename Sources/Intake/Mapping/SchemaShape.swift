internal import JSON

/// What a schema allows at a place: enough of it to find pointers that no document can have.
///
/// Errs towards "allowed": an open object may have any member.
enum SchemaShape {
  case anything
  case schema(Value, root: Value)

  /// Under a member; nil when there can be no such member.
  func member(_ name: String, depth: Int = 0) -> SchemaShape? {
    guard case .schema(let schema, let root) = resolved(), depth < 32 else { return .anything }
    guard schema.kind == .object else { return schema.bool == false ? nil : .anything }
    if let position = Int(name), schema["properties"]?.kind != .object, allows("array", schema) {
      return element(position, schema, root)
    }
    guard allows("object", schema) else { return nil }
    if let properties = schema["properties"] {
      var name = name
      let found = name.withUTF8 { properties.member(UnsafeRawBufferPointer($0)) }
      if let found { return .schema(found, root: root) }
    }
    if schema["additionalProperties"]?.bool == false { return nil }
    if let rest = schema["additionalProperties"], rest.kind == .object {
      return .schema(rest, root: root)
    }
    return choice(schema, root) { $0.member(name, depth: depth + 1) }
  }

  /// The element at a position: `/point/0`.
  private func element(_ position: Int, _ schema: Value, _ root: Value) -> SchemaShape? {
    if let first = schema["prefixItems"]?.elements.map({ $0 }), position < first.count {
      return .schema(first[position], root: root)
    }
    guard let items = schema["items"] else { return .anything }
    return items.bool == false ? nil : .schema(items, root: root)
  }

  /// An element; nil when there can be no array.
  func element(depth: Int = 0) -> SchemaShape? {
    guard case .schema(let schema, let root) = resolved(), depth < 32 else { return .anything }
    guard schema.kind == .object else { return schema.bool == false ? nil : .anything }
    guard allows("array", schema) else { return nil }
    if let items = schema["items"] { return .schema(items, root: root) }
    return choice(schema, root) { $0.element(depth: depth + 1) }
  }

  /// The first branch that allows it; anything when there are no branches.
  private func choice(
    _ schema: Value, _ root: Value, _ next: (SchemaShape) -> SchemaShape?
  ) -> SchemaShape? {
    var hasBranches = false
    for keyword in ["anyOf", "oneOf"] as [StaticString] {
      guard let branches = schema[keyword] else { continue }
      for branch in branches.elements {
        hasBranches = true
        if let shape = next(.schema(branch, root: root)) { return shape }
      }
    }
    return hasBranches ? nil : .anything
  }

  private func allows(_ type: StaticString, _ schema: Value) -> Bool {
    guard let types = schema["type"] else { return true }
    if let text = types.text { return text.equals(type) }
    return types.elements.contains { $0.text?.equals(type) ?? false }
  }

  func resolved() -> SchemaShape {
    guard case .schema(var schema, let root) = self else { return self }
    for _ in 0..<16 {
      guard let text = schema["$ref"]?.text?.string else { return .schema(schema, root: root) }
      guard text.hasPrefix("#"), let pointer = Pointer(String(text.dropFirst())),
        let target = pointer.resolve(in: root)
      else { return .anything }
      schema = target
    }
    return .anything
  }
}

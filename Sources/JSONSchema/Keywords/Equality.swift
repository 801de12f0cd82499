import JSON

extension Evaluation {
  /// Whether two values of an instance are equal as JSON Schema has it: numbers by value, members
  /// in any order. Pays a step for every comparison, so no order of members makes it quadratic.
  mutating func areEqual(_ a: Value, _ b: Value) -> Bool {
    guard a.kind == b.kind, enter() else { return false }
    defer { leave() }
    switch a.kind {
    case .null: return true
    case .boolean: return a.bool == b.bool
    case .number:
      guard let left = a.numberText, let right = b.numberText else { return false }
      return ExactNumber.compare(ExactNumber(left), ExactNumber(right)) == 0
    case .string:
      guard let left = a.text, let right = b.text, spend(left.raw.count >> 3) else {
        return false
      }
      return right.withDecoded { left.equals($0) }
    case .array:
      guard a.count == b.count else { return false }
      var right = b.elements
      for element in a.elements {
        guard let other = right.next(), areEqual(element, other) else { return false }
      }
      return true
    case .object: return haveEqualMembers(a, b)
    }
  }

  /// Names are unique within an object, so the same count and every member found is equality.
  private mutating func haveEqualMembers(_ a: Value, _ b: Value) -> Bool {
    let count = a.count
    guard count == b.count else { return false }
    var right = b.members
    for member in a.members {
      guard let beside = right.next() else { return false }
      let isBeside = member.name.withDecoded { beside.name.equals($0) }
      if isBeside {
        guard areEqual(member.value, beside.value) else { return false }
        continue
      }
      guard spend(count), let other = member.name.withDecoded({ b.member($0) }),
        areEqual(member.value, other)
      else { return false }
    }
    return true
  }
}

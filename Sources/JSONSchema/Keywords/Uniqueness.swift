import JSON

/// `uniqueItems`: few elements are compared pair by pair, many by sorted keyed hashes.
///
/// The hashes are seeded at random in every process, so nobody can send collisions; equal hashes
/// are confirmed by comparing, so the seed never shows in an answer.
extension Evaluation {
  /// Up to here pairs are cheaper than hashes.
  static let pairwiseMax = 12

  @inline(never)
  mutating func hasRepeatedElement(_ array: Value) -> Bool {
    firstRepetition(array) != nil
  }

  /// The positions of two equal elements: of the earliest second one.
  mutating func firstRepetition(_ array: Value) -> (Int, Int)? {
    let count = array.count
    if count < 2 { return nil }
    if count <= Self.pairwiseMax { return pairwiseRepetition(array) }
    return withUnsafeTemporaryAllocation(of: HashedElement.self, capacity: count) { memory in
      var room = memory
      var filled = 0
      for element in array.elements {
        var hasher = Hasher()
        guard hash(element, into: &hasher) else { return (0, 0) }
        room.initializeElement(
          at: filled,
          to: HashedElement(hash: hasher.finalize(), position: filled, value: element))
        filled += 1
      }
      room.sort { $0.hash == $1.hash ? $0.position < $1.position : $0.hash < $1.hash }
      var best: (Int, Int)?
      for at in 1..<count where room[at].hash == room[at - 1].hash {
        let (left, right) = (room[at - 1], room[at])
        if let best, best.1 <= right.position { continue }
        if areEqual(left.value, right.value) { best = (left.position, right.position) }
      }
      return best
    }
  }

  private mutating func pairwiseRepetition(_ array: Value) -> (Int, Int)? {
    var (second, right) = (0, array.elements)
    while let element = right.next() {
      var (first, left) = (0, array.elements)
      while first < second, let earlier = left.next() {
        if areEqual(earlier, element) { return (first, second) }
        first += 1
      }
      second += 1
    }
    return nil
  }

  /// Feeds a value so that equal values feed the same: 1.0 as 1, members in any order.
  private mutating func hash(_ value: Value, into hasher: inout Hasher) -> Bool {
    guard enter() else { return false }
    defer { leave() }
    hasher.combine(value.kind.rawValue)
    switch value.kind {
    case .null: break
    case .boolean: hasher.combine(value.bool)
    case .number:
      guard let text = value.numberText, spend(text.count >> 3) else { return false }
      let number = ExactNumber(text)
      hasher.combine(number.isNegative && !number.isZero)
      hasher.combine(number.magnitude)
      number.forEachDigit { hasher.combine(UInt8(truncatingIfNeeded: $0)) }
    case .string:
      guard let text = value.text, spend(text.raw.count >> 3) else { return false }
      text.withDecoded { hasher.combine(bytes: $0) }
    case .array:
      hasher.combine(value.count)
      for element in value.elements {
        guard hash(element, into: &hasher) else { return false }
      }
    case .object:
      var sum = 0
      for member in value.members {
        var own = Hasher()
        member.name.withDecoded { own.combine(bytes: $0) }
        guard hash(member.value, into: &own) else { return false }
        sum &+= own.finalize()
      }
      hasher.combine(sum)
    }
    return true
  }
}

private struct HashedElement: BitwiseCopyable {
  let hash: Int
  let position: Int
  let value: Value
}

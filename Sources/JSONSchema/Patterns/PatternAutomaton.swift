/// A small pattern followed one byte a step: for each set of positions that ASCII text can lead to,
/// the set after each kind of byte.
///
/// Built when the schema is loaded; a pattern whose sets are too many, and a text with a byte
/// beyond
/// ASCII, are followed by the positions as before. The answers are the same.
struct PatternAutomaton: BitwiseCopyable {
  /// In the plan's `bytes`: the kind of each of 128 bytes; then for each state a row of the states
  /// after it, by kind; then for each state a row of whether the text may end with that kind.
  /// −1 for none.
  var start: Int32 = -1
  /// The length of a row is 1 << shift.
  var shift: Int32 = 0
  var stateCount: Int32 = 0
  /// How the pattern takes texts of no bytes at all.
  var acceptsEmpty = false
  /// The pattern is complete before the first character.
  var acceptsAll = false

  static let statesMax = 128
  static let matched: UInt8 = 255
  static let failed: UInt8 = 254

  /// Whether the pattern matches; nil when the text is not for this automaton.
  @inline(__always)
  func matches(_ text: UnsafeRawBufferPointer, _ tables: UnsafePointer<Tables>) -> Bool? {
    guard start >= 0 else { return nil }
    if acceptsAll { return true }
    guard let bytes = text.baseAddress, text.count > 0 else { return acceptsEmpty }
    // Safe because kinds are below the length of a row, states below `stateCount`, and a byte
    // beyond ASCII is looked for before it is used.
    let kinds = tables.pointee.bytes.base + Int(start)
    let after = kinds + 128
    let shift = Int(self.shift)
    var state = 0
    var at = 0
    let last = text.count &- 1
    while at < last {
      let byte = Int(bytes.load(fromByteOffset: at, as: UInt8.self))
      if byte >= 128 { return nil }
      let next = after[state &<< shift | Int(kinds[byte])]
      if next >= Self.failed { return next == Self.matched }
      state = Int(next)
      at &+= 1
    }
    let byte = Int(bytes.load(fromByteOffset: last, as: UInt8.self))
    if byte >= 128 { return nil }
    let ends = after + Int(stateCount) &<< shift
    return ends[state &<< shift | Int(kinds[byte])] != 0
  }

  /// Whether the pattern makes no difference between these bytes.
  func isSameForAll(_ range: ClosedRange<UInt8>, _ tables: UnsafePointer<Tables>) -> Bool {
    guard start >= 0 else { return false }
    let kinds = tables.pointee.bytes.base + Int(start)
    return range.allSatisfy { kinds[Int($0)] == kinds[Int(range.lowerBound)] }
  }
}

extension PlanDraft {
  /// Builds the automaton of a pattern whose positions fit one word.
  mutating func automaton(of pattern: Pattern) -> PatternAutomaton {
    guard pattern.wordCount == 1 else { return PatternAutomaton() }
    let accepting: UInt64 = 1 << UInt64(pattern.positionCount)
    func set(_ boundary: Pattern.Boundary, _ position: Int32) -> UInt64 {
      words[Int(pattern.set(boundary, after: position))]
    }
    func next(_ state: UInt64, _ boundary: Pattern.Boundary) -> UInt64 {
      (0..<pattern.positionCount).reduce(set(boundary, -1)) {
        state >> UInt64($1) & 1 == 1 ? $0 | set(boundary, $1) : $0
      }
    }
    let (kinds, takers) = kinds(of: pattern)
    var shift: Int32 = 0
    while 1 << shift < takers.count { shift += 1 }
    let canStartLater = set([], -1) | set(.end, -1) != 0
    var states = [set(.start, -1)]
    var (after, ends): ([UInt8], [UInt8]) = ([], [])
    var done = 0
    while done < states.count {
      var row = [UInt8](repeating: 0, count: 1 << shift)
      var endRow = row
      for (kind, taker) in takers.enumerated() {
        let inside = next(states[done] & taker, [])
        endRow[kind] = next(states[done] & taker, .end) & accepting != 0 ? 1 : 0
        if inside & accepting != 0 {
          row[kind] = PatternAutomaton.matched
        } else if inside == 0, !canStartLater {
          row[kind] = PatternAutomaton.failed
        } else if let known = states.firstIndex(of: inside) {
          row[kind] = UInt8(known)
        } else {
          guard states.count < PatternAutomaton.statesMax else { return PatternAutomaton() }
          row[kind] = UInt8(states.count)
          states.append(inside)
        }
      }
      after += row
      ends += endRow
      done += 1
    }
    return PatternAutomaton(
      start: append(kinds + after + ends).start, shift: shift, stateCount: Int32(states.count),
      acceptsEmpty: set([.start, .end], -1) & accepting != 0,
      acceptsAll: states[0] & accepting != 0)
  }

  /// The kind of each ASCII byte, and for each kind the positions that take it.
  private func kinds(of pattern: Pattern) -> (kinds: [UInt8], takers: [UInt64]) {
    var takers: [UInt64] = []
    let kinds = (UInt32(0)..<128).map { scalar in
      var taker: UInt64 = 0
      for position in 0..<pattern.positionCount {
        let entry = classes[Int(pattern.classes + position)]
        let bits = scalar < 64 ? entry.low : entry.high
        if bits >> UInt64(scalar & 63) & 1 == 1 { taker |= 1 << UInt64(position) }
      }
      if let known = takers.firstIndex(of: taker) { return UInt8(known) }
      takers.append(taker)
      return UInt8(takers.count - 1)
    }
    return (kinds, takers)
  }
}

/// A compiled `pattern`: the positions where it consumes a character, and for each the positions
/// that may come next (Glushkov's automaton), precomputed for both ends of the text so that anchors
/// are free.
///
/// Matching follows all positions at once as a set of bits: time is the text's length times at most
/// the positions, whatever the pattern; nothing backtracks and nothing is allocated.
struct Pattern: BitwiseCopyable {
  /// Positions at most; the last bit of the fourth word is the accepting one.
  static let positionsMax = 255

  var spelling: IndexRange
  var positionCount: Int32 = 0
  /// Words of one set.
  var wordCount: Int32 = 0
  /// The class of each position.
  var classes: Int32 = 0
  /// In `words`: for each `Boundary`, the set to start with and the set after each position.
  var sets: Int32 = 0
  /// What PCRE2 matches instead.
  var foreign: ForeignPattern?
  /// For ASCII texts.
  var automaton = PatternAutomaton()

  /// Which ends of the text a place between two characters is.
  struct Boundary: OptionSet {
    let rawValue: Int32
    static let start = Boundary(rawValue: 1)
    static let end = Boundary(rawValue: 2)
    static let count = 4
  }

  /// Whether the pattern matches anywhere in the text. Takes a step for every position looked at;
  /// when they run out the answer is no and `steps` is below 1.
  func matches(_ text: UnsafeRawBufferPointer, _ tables: Tables, _ steps: inout Int) -> Bool {
    if let foreign { return foreign.matches(text, &steps) }
    return wordCount == 1
      ? matchesNarrow(text, tables, &steps) : matchesWide(text, tables, &steps)
  }

  @inline(__always)
  func set(_ boundary: Boundary, after position: Int32) -> Int32 {
    sets &+ (boundary.rawValue &* (positionCount &+ 1) &+ position &+ 1) &* wordCount
  }

  private func matchesNarrow(
    _ text: UnsafeRawBufferPointer, _ tables: Tables, _ steps: inout Int
  ) -> Bool {
    let accepting: UInt64 = 1 << UInt64(positionCount)
    let startsInside = tables.words[set([], after: -1)]
    let startsAtEnd = tables.words[set(.end, after: -1)]
    let canStartLater = startsInside | startsAtEnd != 0
    var current = tables.words[set(text.isEmpty ? [.start, .end] : .start, after: -1)]
    if current & accepting != 0 { return true }
    var at = 0
    while at < text.count {
      let scalar = text.scalar(at: &at)
      let isEnd = at == text.count
      let row = set(isEnd ? .end : [], after: 0)
      var next = isEnd ? startsAtEnd : startsInside
      var active = current
      while active != 0 {
        let position = Int32(truncatingIfNeeded: active.trailingZeroBitCount)
        active &= active &- 1
        steps &-= 1
        if tables.classes[classes &+ position].contains(scalar, tables) {
          next |= tables.words[row &+ position]
        }
      }
      if next & accepting != 0 { return true }
      if next == 0, !canStartLater { return false }
      if steps < 1 { return false }
      current = next
    }
    return false
  }

  private func matchesWide(
    _ text: UnsafeRawBufferPointer, _ tables: Tables, _ steps: inout Int
  ) -> Bool {
    var current = WideSet(
      tables, set(text.isEmpty ? [.start, .end] : .start, after: -1), wordCount)
    if current.contains(positionCount) { return true }
    var at = 0
    while at < text.count {
      let scalar = text.scalar(at: &at)
      let boundary: Boundary = at == text.count ? .end : []
      var next = WideSet(tables, set(boundary, after: -1), wordCount)
      for position in 0..<positionCount where current.contains(position) {
        steps &-= 1
        if tables.classes[classes &+ position].contains(scalar, tables) {
          next.formUnion(tables, set(boundary, after: position), wordCount)
        }
      }
      steps &-= Int(wordCount) &* 8
      if next.contains(positionCount) { return true }
      if steps < 1 { return false }
      current = next
    }
    return false
  }
}

/// A set of up to 256 positions.
private struct WideSet {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ tables: Tables, _ start: Int32, _ count: Int32) {
    formUnion(tables, start, count)
  }

  mutating func formUnion(_ tables: Tables, _ start: Int32, _ count: Int32) {
    words.0 |= tables.words[start]
    if count > 1 { words.1 |= tables.words[start &+ 1] }
    if count > 2 { words.2 |= tables.words[start &+ 2] }
    if count > 3 { words.3 |= tables.words[start &+ 3] }
  }

  func contains(_ position: Int32) -> Bool {
    let word =
      switch position >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(position & 63) & 1 == 1
  }
}

extension UnsafeRawBufferPointer {
  /// Decodes the scalar at `at` of valid UTF-8 and moves past it.
  @inline(__always)
  func scalar(at: inout Int) -> UInt32 {
    let first = UInt32(self[at])
    at &+= 1
    if first < 0x80 { return first }
    let length = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var scalar = first & (0x3F >> UInt32(length))
    for _ in 0..<length where at < count {
      scalar = scalar << 6 | UInt32(self[at] & 0x3F)
      at &+= 1
    }
    return scalar
  }
}

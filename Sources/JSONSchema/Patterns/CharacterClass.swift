/// What one position of a pattern takes: ASCII by a bit each, the rest by ranges and categories.
struct CharacterClass: BitwiseCopyable {
  var low: UInt64 = 0
  var high: UInt64 = 0
  /// Ranges beyond ASCII.
  var ranges = IndexRange()
  /// Unicode general categories, one bit each; for ASCII they are in the bits already.
  var categories: UInt32 = 0
  /// Holds beyond ASCII only: the bits are negated already.
  var isNegated = false

  @inline(__always)
  func contains(_ scalar: UInt32, _ tables: Tables) -> Bool {
    if scalar < 64 { return low >> UInt64(scalar) & 1 == 1 }
    if scalar < 128 { return high >> UInt64(scalar &- 64) & 1 == 1 }
    return containsWide(scalar, tables)
  }

  @inline(never)
  private func containsWide(_ scalar: UInt32, _ tables: Tables) -> Bool {
    for index in ranges.indices {
      let range = tables.scalarRanges[index]
      if range.first <= scalar, scalar <= range.last { return !isNegated }
    }
    return (categories & GeneralCategory.bit(of: scalar) != 0) != isNegated
  }
}

struct ScalarRange: BitwiseCopyable, Equatable {
  var first: UInt32
  var last: UInt32
}

/// A class while it is read.
struct CharacterSet: Equatable {
  var ranges: [ScalarRange] = []
  var categories: UInt32 = 0
  /// Scripts and binary properties as PCRE2 spells them; only it can look them up.
  var properties: [String] = []
  var isNegated = false

  static func single(_ scalar: UInt32) -> CharacterSet {
    CharacterSet(ranges: [ScalarRange(first: scalar, last: scalar)])
  }

  /// As ECMA-262 has them: digits and words are ASCII, spaces are Unicode's and line ends.
  static let digits = CharacterSet(ranges: [range("0", "9")])
  static let words = CharacterSet(
    ranges: [range("0", "9"), range("A", "Z"), range("_", "_"), range("a", "z")])
  static let spaces = CharacterSet(
    ranges: [
      ScalarRange(first: 0x09, last: 0x0D), ScalarRange(first: 0x20, last: 0x20),
      ScalarRange(first: 0xA0, last: 0xA0), ScalarRange(first: 0x1680, last: 0x1680),
      ScalarRange(first: 0x2000, last: 0x200A), ScalarRange(first: 0x2028, last: 0x2029),
      ScalarRange(first: 0x202F, last: 0x202F), ScalarRange(first: 0x205F, last: 0x205F),
      ScalarRange(first: 0x3000, last: 0x3000), ScalarRange(first: 0xFEFF, last: 0xFEFF),
    ])
  /// `.`: anything but a line end.
  static let any = CharacterSet(
    ranges: [
      ScalarRange(first: 0x0A, last: 0x0A), ScalarRange(first: 0x0D, last: 0x0D),
      ScalarRange(first: 0x2028, last: 0x2029),
    ], isNegated: true)

  private static func range(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> ScalarRange {
    ScalarRange(first: first.value, last: last.value)
  }

  /// The opposite as ranges or categories, to stand inside a bracket.
  var complement: CharacterSet {
    if categories != 0 { return CharacterSet(categories: ~categories & GeneralCategory.all) }
    var gaps: [ScalarRange] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.first < $1.first }) {
      if range.first > next { gaps.append(ScalarRange(first: next, last: range.first - 1)) }
      next = max(next, range.last + 1)
    }
    if next <= 0x10FFFF { gaps.append(ScalarRange(first: next, last: 0x10FFFF)) }
    return CharacterSet(ranges: gaps)
  }

  func contains(_ scalar: UInt32) -> Bool {
    let isListed =
      ranges.contains { $0.first <= scalar && scalar <= $0.last }
      || categories & GeneralCategory.bit(of: scalar) != 0
    return isListed != isNegated
  }
}

extension PlanDraft {
  mutating func append(_ set: CharacterSet) -> CharacterClass {
    var result = CharacterClass(categories: set.categories, isNegated: set.isNegated)
    for scalar in UInt32(0)..<128 where set.contains(scalar) {
      if scalar < 64 { result.low |= 1 << UInt64(scalar) }
      if scalar >= 64 { result.high |= 1 << UInt64(scalar - 64) }
    }
    let wide = set.ranges.filter { $0.last >= 128 }
    result.ranges = IndexRange(start: Int32(scalarRanges.count), count: Int32(wide.count))
    scalarRanges += wide
    return result
  }
}

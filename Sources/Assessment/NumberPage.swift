import JSON
import Model

/// The arrays of integers in one record of memory, read in one pass over the bytes as Vigie writes
/// them. Reused from record to record, so that restoring allocates nothing for each.
///
/// Only a quick way to what the parser reads anyway: whatever is not exactly as written, records
/// with texts included, is left to the parser.
final class NumberPage {
  private var numbers: UnsafeMutablePointer<Int64>
  private var capacity = 64
  private var count = 0
  private var members: [(name: Range<Int>, numbers: Range<Int>)] = []
  /// The record in hand; looked at only while the caller of `read` holds it.
  private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)

  init() { numbers = .allocate(capacity: 64) }

  deinit { numbers.deallocate() }

  /// Makes room for every number the record can have, so that none moves while it is looked at: a
  /// number takes two bytes at least.
  func begin(_ value: UnsafeRawBufferPointer) {
    let most = value.count / 2 + 1
    if most > capacity {
      numbers.deallocate()
      capacity = max(most, capacity * 2)
      numbers = .allocate(capacity: capacity)
    }
    bytes = value
    count = 0
    members.removeAll(keepingCapacity: true)
  }

  /// The record's version if it is whole: its check holds, and it has nothing but integers.
  func read(_ value: UnsafeRawBufferPointer) -> Int64? {
    begin(value)
    var cursor = 0
    guard skip("{\"memory\":", &cursor), let version = integer(&cursor), let end = checked(),
      readMembers(&cursor, to: end)
    else { return nil }
    return version
  }

  /// Where the part ends that the check is of, if it holds.
  private func checked() -> Int? {
    var start = bytes.count - 1
    guard start > 0, bytes[start] == UInt8(ascii: "}") else { return nil }
    while start > 0, bytes[start - 1] &- 48 < 10 { start -= 1 }
    let end = start - 9
    var cursor = end
    guard end > 0, skip(",\"check\":", &cursor), let check = integer(&cursor),
      cursor == bytes.count - 1
    else { return nil }
    let digest = Fingerprint(of: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    return Int64(digest.low & 0xffff_ffff) == check ? end : nil
  }

  /// `,"name":[1,2,…]` as often as it comes.
  private func readMembers(_ cursor: inout Int, to end: Int) -> Bool {
    while cursor < end {
      guard skip(",\"", &cursor) else { return false }
      let start = cursor
      while cursor < end, bytes[cursor] != UInt8(ascii: "\"") { cursor += 1 }
      let name = start..<cursor
      guard skip("\":[", &cursor) else { return false }
      let first = count
      if bytes[cursor] == UInt8(ascii: "]") {
        cursor += 1
      } else {
        // The record ends with the check, so there is a byte behind every number before `end`.
        var isMore = true
        while isMore {
          guard let number = integer(&cursor), cursor < end else { return false }
          append(number)
          isMore = bytes[cursor] == UInt8(ascii: ",")
          guard isMore || bytes[cursor] == UInt8(ascii: "]") else { return false }
          cursor += 1
        }
      }
      members.append((name, first..<count))
    }
    return cursor == end
  }

  @inline(__always)
  private func skip(_ text: StaticString, _ cursor: inout Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard cursor + length <= bytes.count else { return false }
    for index in 0..<length where bytes[cursor + index] != text.utf8Start[index] { return false }
    cursor += length
    return true
  }

  /// An integer as `Writer` writes it; the check vouches for its digits.
  @inline(__always)
  private func integer(_ cursor: inout Int) -> Int64? {
    guard cursor < bytes.count else { return nil }
    let isNegative = bytes[cursor] == UInt8(ascii: "-")
    if isNegative { cursor += 1 }
    let first = cursor
    var number: UInt64 = 0
    while cursor < bytes.count {
      let digit = bytes[cursor] &- 48
      guard digit < 10 else { break }
      number = number &* 10 &+ UInt64(digit)
      cursor += 1
    }
    guard cursor > first, cursor - first < 20 else { return nil }
    return Int64(truncatingIfNeeded: isNegative ? 0 &- number : number)
  }

  @inline(__always)
  func append(_ number: Int64) {
    precondition(count < capacity, "a record has no more numbers than half its bytes")
    numbers[count] = number
    count += 1
  }

  /// The integers of a member that `read` found; nil when it is absent.
  func numbers(_ name: StaticString) -> UnsafeBufferPointer<Int64>? {
    let length = name.utf8CodeUnitCount
    for member in members where member.name.count == length {
      var isSame = true
      for index in 0..<length where bytes[member.name.lowerBound + index] != name.utf8Start[index] {
        isSame = false
      }
      if isSame { return self[member.numbers] }
    }
    return nil
  }

  /// Where the next number goes, and what was appended since such a place.
  var mark: Int { count }

  /// Safe because the range lies below `count` and nothing moves before the next `begin`.
  subscript(range: Range<Int>) -> UnsafeBufferPointer<Int64> {
    UnsafeBufferPointer(start: numbers + range.lowerBound, count: range.count)
  }
}

/// Digits that stand together, with the signs people put between them.
struct DigitRun {
  /// More digits than this end a run; the next begins a new one.
  static let digitsMax = 48
  static let groupsMax = 24

  struct Group {
    var value: Int32 = 0
    var digits: Int32 = 0
    /// The sign before it, when that is one ASCII sign; 0 otherwise.
    var sign: UInt8 = 0
  }

  let start: Int
  private(set) var end: Int
  private(set) var firstGroupEnd: Int
  private(set) var count = 0
  private var digits: InlineArray<48, UInt8> = .init(repeating: 0)
  private var positions: InlineArray<48, UInt32> = .init(repeating: 0)
  private var groups: InlineArray<24, Group> = .init(repeating: Group())
  private var groupCount = 1

  /// Strictly, only the signs of telephone numbers part digits; loosely, up to four signs of any
  /// kind that are neither letters nor digits.
  init(_ text: UnsafeRawBufferPointer, from start: Int, isLoose: Bool) {
    self.start = start
    end = start
    firstGroupEnd = start
    var index = start
    while index < text.count, count < Self.digitsMax {
      let (digit, width) = Self.digit(text, index)
      if digit >= 0 {
        digits[count] = UInt8(digit)
        positions[count] = UInt32(index)
        count += 1
        let last = groupCount - 1
        groups[last].digits += 1
        groups[last].value = groups[last].value &* 10 &+ Int32(digit)
        index += width
        end = index
        if groupCount == 1 { firstGroupEnd = index }
        continue
      }
      guard groupCount < Self.groupsMax else { break }
      let next = isLoose ? Self.skipLoose(text, index) : Self.skipSigns(text, index)
      guard next > index, next < text.count, Self.digit(text, next).digit >= 0 else { break }
      groups[groupCount] = Group(value: 0, digits: 0, sign: next == index + 1 ? text[index] : 0)
      groupCount += 1
      index = next
    }
  }

  /// The digit that begins here and its bytes: ASCII, Arabic-Indic, Persian, full-width.
  @inline(__always)
  static func digit(_ text: UnsafeRawBufferPointer, _ index: Int) -> (digit: Int, width: Int) {
    let byte = text[index]
    if byte &- 48 < 10 { return (Int(byte) - 48, 1) }
    if byte < 0xD9 { return (-1, 1) }
    if byte == 0xD9, index + 1 < text.count, text[index + 1] &- 0xA0 < 10 {
      return (Int(text[index + 1]) - 0xA0, 2)
    }
    if byte == 0xDB, index + 1 < text.count, text[index + 1] &- 0xB0 < 10 {
      return (Int(text[index + 1]) - 0xB0, 2)
    }
    if byte == 0xEF, index + 2 < text.count, text[index + 1] == 0xBC,
      text[index + 2] &- 0x90 < 10
    {
      return (Int(text[index + 2]) - 0x90, 3)
    }
    return (-1, 1)
  }

  /// Behind up to three signs: spaces of any kind, hyphens and dashes, dots, slashes, brackets.
  private static func skipSigns(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var index = start
    for _ in 0..<3 {
      guard index < text.count else { break }
      switch text[index] {
      case 9, 10, 32, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "_"):
        index += 1
      case 0xC2 where index + 1 < text.count && [0xA0, 0xAD, 0xB7].contains(text[index + 1]):
        index += 2
      // U+2000…U+2015, U+2022…U+202F, U+2060…: spaces, dashes, joiners.
      case 0xE2
      where index + 2 < text.count && (text[index + 1] == 0x80 || text[index + 1] == 0x81):
        index += 3
      case 0xEF
      where index + 2 < text.count && text[index + 1] == 0xBB && text[index + 2] == 0xBF:
        index += 3
      default: return index
      }
    }
    return index
  }

  private static func skipLoose(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var index = start
    for _ in 0..<4 {
      guard index < text.count, digit(text, index).digit < 0 else { break }
      let byte = text[index]
      if byte | 32 >= 97, byte | 32 <= 122 { break }
      if byte < 0x80 {
        index += 1
      } else if byte == 0xC2 {
        index += 2
      } else if byte == 0xE2 || byte == 0xEF {
        index += 3
      } else {
        break
      }
    }
    return min(index, text.count)
  }

  func digit(at index: Int) -> UInt8 { digits[index] }
  func position(of index: Int) -> Int { Int(positions[index]) }

  /// Whether the run may be a telephone or identity number: enough digits once dates are left out.
  var isNumber: Bool {
    guard count >= ContactScanner.digitsMin else { return false }
    var sum: Int32 = 0
    var index = 0
    while index < groupCount {
      let length = dateLength(at: index)
      if length > 0 {
        if sum >= Int32(ContactScanner.digitsMin) { return true }
        sum = 0
        index += length
        continue
      }
      sum += groups[index].digits
      index += 1
    }
    return sum >= Int32(ContactScanner.digitsMin)
  }

  /// How many groups make a date here: year, month and day in either order, or two years.
  private func dateLength(at index: Int) -> Int {
    let a = groups[index]
    if index + 1 < groupCount {
      let b = groups[index + 1]
      if isYear(a), isYear(b), [45, 47].contains(b.sign) { return 2 }
    }
    guard index + 2 < groupCount else { return 0 }
    let b = groups[index + 1]
    let c = groups[index + 2]
    guard b.sign != 0, b.sign == c.sign else { return 0 }
    if isYear(a), isMonth(b), isDay(c) { return 3 }
    return isDay(a) && isMonth(b) && isYear(c) ? 3 : 0
  }

  private func isYear(_ group: Group) -> Bool {
    group.digits == 4 && (1900...2100).contains(group.value)
  }
  private func isMonth(_ group: Group) -> Bool {
    group.digits <= 2 && (1...12).contains(group.value)
  }
  private func isDay(_ group: Group) -> Bool {
    group.digits <= 2 && (1...31).contains(group.value)
  }

  /// With the plus sign and the bracket that may stand before it.
  func withPrefix(_ text: UnsafeRawBufferPointer) -> Range<Int> {
    var first = start
    while first > 0,
      text[first - 1] == UInt8(ascii: "+") || text[first - 1] == UInt8(ascii: "(")
    {
      first -= 1
    }
    return first..<end
  }
}

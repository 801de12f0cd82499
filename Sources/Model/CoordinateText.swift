/// Coordinates as people write them, in one text.
///
/// `14.5274, -4.0934` · `14,5274 ; -4,0934` · `N14.5274 W4.0934` · `14°31'38"N 4°05'36"O` ·
/// `14 31.65 N 004 05.6 W` · `30PVB8245` · `30P 391000 1612000`. Latitude first, unless the letters
/// say otherwise; O is ouest beside N, S or E, as W is.
public struct CoordinateText: Equatable, Sendable {
  public let coordinates: Coordinates
  /// How far the truth may be, from the digits given; never less than `radiusMin`.
  public let radius: Int32
  /// A square of the military grid, and not a point.
  public let isGrid: Bool

  private static let radiusMin: Int32 = 1_000
  private static let bytesMax = 120

  /// Nil when the text is none of these, or impossible: 75 minutes, two latitudes.
  public init?(_ text: UnsafeRawBufferPointer) {
    guard text.count <= Self.bytesMax else { return nil }
    if let grid = GridReference(text: text) {
      coordinates = grid.center
      radius = max(grid.radius, Self.radiusMin)
      isGrid = grid.side > 0
      return
    }
    guard let pair = AngleScanner.pair(text),
      abs(pair.latitude.value) <= 90_000_000, abs(pair.longitude.value) <= 180_000_000
    else { return nil }
    coordinates = Coordinates(
      latitude: Int32(pair.latitude.value), longitude: Int32(pair.longitude.value))
    // Half a unit of the coarser one's last digit, and half as much again for the diagonal.
    let unit = max(pair.latitude.unit, pair.longitude.unit)
    radius = max(Self.radiusMin, Int32(min(unit, 1_000_000) * 111 * 3 / 4 / 1000))
    isGrid = false
  }
}

/// One angle: millionths of a degree, and those that its last digit stands for.
private struct Angle {
  var value: Int64
  var unit: Int64
}

/// Reads two angles with their letters.
private struct AngleScanner {
  private enum Axis { case latitude, longitude }

  private let text: UnsafeRawBufferPointer
  private var at = 0

  private init(_ text: UnsafeRawBufferPointer) { self.text = text }

  static func pair(
    _ text: UnsafeRawBufferPointer
  ) -> (latitude: Angle, longitude: Angle)? {
    var scanner = AngleScanner(text)
    guard let first = scanner.angle(), let second = scanner.angle(), scanner.isAtEnd else {
      return nil
    }
    switch (first.axis, second.axis) {
    case (.latitude?, .longitude?), (nil, .longitude?), (.latitude?, nil), (nil, nil):
      return (first.angle, second.angle)
    case (.longitude?, .latitude?), (nil, .latitude?), (.longitude?, nil):
      return (second.angle, first.angle)
    default: return nil
    }
  }

  /// Words such as `lat` and `long` and marks between the numbers are passed over.
  private mutating func angle() -> (angle: Angle, axis: Axis?)? {
    var axis: Axis?
    var isNegative = false
    while at < text.count, !isDigit(at) {
      if let letter = hemisphere() {
        guard axis == nil else { return nil }
        axis = letter.axis
        isNegative = letter.isNegative
        continue
      }
      if isMinus() { isNegative = true }
      at += 1
    }
    guard var angle = parts() else { return nil }
    while at < text.count, text[at] == 32 { at += 1 }
    // A letter directly before a digit belongs to the next number: N14.5 W4.1.
    if axis == nil, let letter = hemisphere() {
      axis = letter.axis
      isNegative = isNegative || letter.isNegative
    }
    if isNegative { angle.value = -angle.value }
    return (angle, axis)
  }

  /// Degrees, minutes and seconds; the last of them may have decimals.
  private mutating func parts() -> Angle? {
    // In millionths of a second, so that it is rounded once.
    var sum: Int64 = 0
    var angle = Angle(value: 0, unit: 1_000_000)
    var scale: Int64 = 3_600
    for part in 0..<3 {
      guard let number = number() else { return part == 0 ? nil : angle }
      if part > 0, number.millionths >= 60_000_000 { return nil }
      sum += number.millionths * scale
      angle.value = (sum + 1_800) / 3_600
      angle.unit = max(1, number.unit * scale / 3_600)
      scale /= 60
      let before = at
      skipMarks()
      if part == 2 { skipSeconds() }
      guard number.unit == 1_000_000, at < text.count, isDigit(at), before != at, isPart(before)
      else { return angle }
    }
    return angle
  }

  /// Whether what stands between two numbers joins parts of one angle, not two angles.
  private func isPart(_ start: Int) -> Bool {
    !text[start..<at].contains { $0 == 44 || $0 == 59 || $0 == 47 }
  }

  /// Signs of degrees, minutes and seconds, and spaces.
  private mutating func skipMarks() {
    while at < text.count {
      let byte = text[at]
      let isMark = byte == 32 || byte == 34 || byte == 39 || byte >= 0x80
      // d, m and s of “14d31m38s”; an s that ends the number is south.
      let isLetter = byte == 100 || byte == 109
      guard isMark || isLetter, !isMinus() else { break }
      at += 1
    }
  }

  /// The s of “14d31m38sN”: before another letter it is not south.
  private mutating func skipSeconds() {
    guard at + 1 < text.count, text[at] == UInt8(ascii: "s"), (text[at + 1] | 0x20) &- 97 < 26
    else { return }
    at += 1
  }

  private mutating func number() -> (millionths: Int64, unit: Int64)? {
    guard at < text.count, isDigit(at) else { return nil }
    var value: Int64 = 0
    while at < text.count, isDigit(at) {
      value = value * 10 + Int64(text[at] &- 48)
      if value > 360 { return nil }
      at += 1
    }
    value *= 1_000_000
    var unit: Int64 = 1_000_000
    // A comma before a digit, without a space, is a decimal comma.
    if at + 1 < text.count, text[at] == 46 || text[at] == 44, isDigit(at + 1) {
      at += 1
      while at < text.count, isDigit(at) {
        if unit > 1 {
          unit /= 10
          value += Int64(text[at] &- 48) * unit
        }
        at += 1
      }
    }
    return (value, unit)
  }

  private func isDigit(_ index: Int) -> Bool { text[index] &- 48 < 10 }

  /// `-` or the sign U+2212.
  private func isMinus() -> Bool {
    if text[at] == 45 { return true }
    return at + 2 < text.count && text[at] == 0xE2 && text[at + 1] == 0x88 && text[at + 2] == 0x92
  }

  /// A letter that stands alone, or only before a number.
  private mutating func hemisphere() -> (axis: Axis, isNegative: Bool)? {
    guard at < text.count else { return nil }
    if at + 1 < text.count, (text[at + 1] | 0x20) &- 97 < 26 {
      // A word: passed over whole.
      if (text[at] | 0x20) &- 97 < 26 {
        while at + 1 < text.count, (text[at + 1] | 0x20) &- 97 < 26 { at += 1 }
      }
      return nil
    }
    switch text[at] | 0x20 {
    case UInt8(ascii: "n"): at += 1; return (.latitude, false)
    case UInt8(ascii: "s"): at += 1; return (.latitude, true)
    case UInt8(ascii: "e"): at += 1; return (.longitude, false)
    case UInt8(ascii: "w"), UInt8(ascii: "o"): at += 1; return (.longitude, true)
    default: return nil
    }
  }

  private var isAtEnd: Bool {
    mutating get {
      while at < text.count, !isDigit(at), (text[at] | 0x20) &- 97 >= 26 { at += 1 }
      return at == text.count
    }
  }
}

/// A reference of the military grid (MGRS) or of UTM: a square, or a point.
///
/// A reference of the military grid names the square whose south-west corner it gives: digits are
/// cut off and never rounded (NGA.SIG.0012). So the place is the square's middle, with a radius
/// that reaches its corners.
public struct GridReference: Equatable, Sendable {
  public let center: Coordinates
  /// Half the diagonal; 0 for a point of UTM.
  public let radius: Int32
  /// A side of the square in metres; 0 for a point of UTM.
  public let side: Int32

  /// Reads `30QWD1234`, `30 Q WD 12 34`, `30P 391000 1612000` or `30N 391000mE 1612000mN`.
  ///
  /// Nil when the text is no such reference, or one that does not exist: a column letter of another
  /// zone, a row that does not reach the band. North of the equator only.
  public init?(text: UnsafeRawBufferPointer) {
    var scanner = GridScanner(text: text)
    guard let zone = scanner.number(digitsMax: 2), (1...60).contains(zone.value),
      let band = scanner.letter()
    else { return nil }
    if let column = scanner.letter(), let row = scanner.letter() {
      guard let square = Self.square(Int(zone.value), band, column, row, &scanner) else {
        return nil
      }
      self = square
      return
    }
    guard let easting = scanner.meters(), let northing = scanner.meters(), scanner.isAtEnd,
      let point = Self.point(Int(zone.value), band, easting, northing)
    else { return nil }
    self = point
  }

  private init(center: Coordinates, radius: Int32, side: Int32) {
    self.center = center
    self.radius = radius
    self.side = side
  }

  /// Latitudes of a band, south and north, in degrees; nil south of the equator.
  private static func band(_ letter: UInt8) -> (south: Double, north: Double)? {
    guard let index = letters.firstIndex(of: letter) else { return nil }
    // Bands begin with C at 80° south and have 8 degrees each, the last one 12.
    let south = Double(index - 2) * 8 - 80
    guard letter >= UInt8(ascii: "N"), letter <= UInt8(ascii: "X") else { return nil }
    return (south, letter == UInt8(ascii: "X") ? 84 : south + 8)
  }

  /// The alphabet without I and O.
  private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
  private static let rowLetters = 20
  private static let squareMeters = 100_000.0

  private static func square(
    _ zone: Int, _ band: UInt8, _ column: UInt8, _ row: UInt8, _ scanner: inout GridScanner
  ) -> GridReference? {
    guard let band = Self.band(band), let digits = scanner.digits(), digits.count % 2 == 0,
      digits.count <= 10, scanner.isAtEnd,
      let columnIndex = letters.firstIndex(of: column),
      let rowIndex = letters.firstIndex(of: row), rowIndex < rowLetters
    else { return nil }
    let inSet = columnIndex - (zone - 1) % 3 * 8
    guard (0..<8).contains(inSet) else { return nil }
    let half = digits.count / 2
    var side = squareMeters
    for _ in 0..<half { side /= 10 }
    func offset(_ digits: ArraySlice<UInt8>) -> Double {
      Double(digits.reduce(0) { $0 * 10 + Int($1) }) * side
    }
    let easting = Double(inSet + 1) * squareMeters + offset(digits.prefix(half)) + side / 2
    let start = zone % 2 == 0 ? 5 : 0
    let cycle = Double((rowIndex - start + rowLetters) % rowLetters) * squareMeters
    let rest = cycle + offset(digits.suffix(half)) + side / 2
    // Rows repeat every 2,000 km, which is 18 degrees and so more than twice a band. A square on
    // the edge of a band may have its middle a little outside.
    let slack = side / 111_000
    for turn in 0..<5 {
      let northing = rest + Double(turn) * 2_000_000
      guard let point = TransverseMercator.point(easting: easting, northing: northing, zone: zone)
      else { continue }
      let latitude = Double(point.latitude) / 1e6
      guard latitude >= band.south - slack, latitude <= band.north + slack else { continue }
      guard isInZone(point, zone, slack * 2) else { return nil }
      let radius = (side * side / 2).squareRoot()
      return GridReference(
        center: point, radius: Int32(radius.rounded(.up)), side: Int32(side))
    }
    return nil
  }

  private static func point(
    _ zone: Int, _ letter: UInt8, _ easting: Double, _ northing: Double
  ) -> GridReference? {
    guard (100_000...900_000).contains(easting), (0...9_400_000).contains(northing),
      let point = TransverseMercator.point(easting: easting, northing: northing, zone: zone),
      isInZone(point, zone, 0.5)
    else { return nil }
    // N is north of the equator, not the band from 0° to 8°, unless both are true.
    if letter != UInt8(ascii: "N") {
      guard let band = band(letter) else { return nil }
      let latitude = Double(point.latitude) / 1e6
      guard latitude >= band.south - 0.01, latitude <= band.north + 0.01 else { return nil }
    }
    return GridReference(center: point, radius: 0, side: 0)
  }

  private static func isInZone(_ point: Coordinates, _ zone: Int, _ slack: Double) -> Bool {
    abs(Double(point.longitude) / 1e6 - Double(zone * 6 - 183)) <= 3 + slack
  }
}

/// Walks over the parts of a grid reference.
private struct GridScanner {
  let text: UnsafeRawBufferPointer
  var at = 0

  init(text: UnsafeRawBufferPointer) { self.text = text }

  var isAtEnd: Bool {
    mutating get {
      skip()
      return at == text.count
    }
  }

  private mutating func skip() {
    while at < text.count, text[at] == 32 || text[at] == 44 || text[at] == 9 { at += 1 }
  }

  mutating func number(digitsMax: Int) -> (value: Int64, digits: Int)? {
    skip()
    var value: Int64 = 0
    var digits = 0
    while at < text.count, text[at] &- 48 < 10, digits < digitsMax {
      value = value * 10 + Int64(text[at] &- 48)
      digits += 1
      at += 1
    }
    return digits == 0 ? nil : (value, digits)
  }

  /// One letter, upper case.
  mutating func letter() -> UInt8? {
    skip()
    guard at < text.count else { return nil }
    let letter = text[at] & 0xDF
    guard letter &- 65 < 26 else { return nil }
    at += 1
    return letter
  }

  /// All digits that are left, spaces between them passed over; nil when something else follows.
  mutating func digits() -> ArraySlice<UInt8>? {
    var digits: [UInt8] = []
    while !isAtEnd {
      guard text[at] &- 48 < 10, digits.count <= 10 else { return nil }
      digits.append(text[at] &- 48)
      at += 1
    }
    return digits[...]
  }

  /// Metres with an optional unit: `391000`, `391000.5`, `391000mE`.
  mutating func meters() -> Double? {
    guard let whole = number(digitsMax: 8), whole.digits >= 5 || whole.value == 0 else {
      return nil
    }
    var meters = Double(whole.value)
    if at + 1 < text.count, text[at] == UInt8(ascii: "."), text[at + 1] &- 48 < 10 {
      at += 1
      if let part = number(digitsMax: 6) {
        var scale = 1.0
        for _ in 0..<part.digits { scale *= 10 }
        meters += Double(part.value) / scale
      }
    }
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "m") { at += 1 }
    if at < text.count, [69, 78, 101, 110].contains(text[at]) { at += 1 }
    return meters
  }
}

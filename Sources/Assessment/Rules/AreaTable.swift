import Model
import Theatre

/// The first- and second-level units of a theatre, by number.
///
/// A number is good for one process; what is remembered names a unit by its text, `ML/Mopti` or
/// `ML/Mopti/Bandiagara`.
struct AreaTable {
  struct Area {
    let text: String
    let country: UInt16
    /// The unit of the first level that it is or lies in.
    let region: Int16
    /// Of the gazetteer.
    let place: Int32
  }

  private(set) var areas: [Area] = []
  private var numbers: [String: Int16] = [:]
  /// Around the settlements of each region, by its number.
  private var boxes: [Int16: Box] = [:]

  private struct Box {
    var low: Coordinates
    var high: Coordinates

    mutating func cover(_ point: Coordinates) {
      low.latitude = min(low.latitude, point.latitude)
      low.longitude = min(low.longitude, point.longitude)
      high.latitude = max(high.latitude, point.latitude)
      high.longitude = max(high.longitude, point.longitude)
    }
  }

  init(_ gazetteer: Gazetteer) {
    for feature in [Feature.region, .cercle] {
      for (index, row) in gazetteer.rows.enumerated() where row.feature == feature {
        let place = gazetteer.places[index]
        guard let admin1 = place.admin1, areas.count < Int(Int16.max) else { continue }
        let region = "\(place.country)/\(admin1)"
        let text = feature == .region ? region : "\(region)/\(place.admin2 ?? place.name)"
        add(text, country: place.country, region: region, place: Int32(index))
      }
    }
    for place in gazetteer.places where place.feature.isSettlement {
      guard let admin1 = place.admin1, let number = numbers["\(place.country)/\(admin1)"] else {
        continue
      }
      boxes[number, default: Box(low: place.coordinates, high: place.coordinates)]
        .cover(place.coordinates)
    }
  }

  /// The regions that may have something within so many metres of a point, the given one first.
  ///
  /// By boxes around their settlements, which overlap: too many rather than too few. What happens
  /// beside a border must be seen from beyond it.
  func regions(around point: Coordinates, meters: Int32, own: Int16) -> [Int16] {
    let north = meters * 9
    // A degree of longitude is shorter: to 40 degrees of latitude this is enough.
    let east = meters * 12
    return [own]
      + boxes.filter { number, box in
        number != own
          && (box.low.latitude - north...box.high.latitude + north).contains(point.latitude)
          && (box.low.longitude - east...box.high.longitude + east).contains(point.longitude)
      }.keys.sorted()
  }

  private mutating func add(_ text: String, country: String, region: String, place: Int32) {
    guard numbers[text] == nil else { return }
    let number = Int16(areas.count)
    numbers[text] = number
    areas.append(
      Area(
        text: text, country: Self.code(country), region: numbers[region] ?? number, place: place))
  }

  func find(_ text: String) -> Int16 { numbers[text] ?? -1 }

  subscript(number: Int16) -> Area { areas[Int(number)] }

  /// Units of the first level, in order.
  var regions: [Int16] {
    areas.indices.filter { Int(areas[$0].region) == $0 }.map { Int16($0) }
  }

  static func code(_ country: String) -> UInt16 {
    let bytes = Array(country.utf8)
    return bytes.count == 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 0
  }

  static func text(_ country: UInt16) -> String {
    country == 0
      ? "" : String(decoding: [UInt8(country >> 8), UInt8(country & 255)], as: UTF8.self)
  }

  /// Units of a place's name as it is remembered: its six parts parted by tabs.
  func units(_ name: UnsafeRawBufferPointer) -> (country: UInt16, first: Int16, second: Int16) {
    var parts: [String] = []
    var start = 0
    for at in 0...name.count where at == name.count || name[at] == 9 {
      parts.append(
        String(decoding: UnsafeRawBufferPointer(rebasing: name[start..<at]), as: UTF8.self))
      start = at + 1
    }
    guard parts.count >= 5 else { return (0, -1, -1) }
    let region = "\(parts[2])/\(parts[3])"
    return (
      Self.code(parts[2]), parts[3].isEmpty ? -1 : find(region),
      parts[4].isEmpty ? -1 : find("\(region)/\(parts[4])")
    )
  }
}

import Glibc
import Model

@testable import Theatre

/// The rows of UCDP GED in the shared data, which are not part of the repository.
enum GED {
  static let directory: String = {
    if let set = getenv("VIGIE_SHARED_DATA") { return String(cString: set) }
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/../shared/data"
  }()

  static let path = directory + "/ucdp-ged/ged-21.1-mli-bfa-ner-2012-2020.csv"

  static var isThere: Bool { access(path, R_OK) == 0 }

  /// Every different name of a side, sorted.
  static func sides() throws -> [String] {
    let rows = rows(String(decoding: PackFile.bytes(path: path) ?? [], as: UTF8.self))
    guard let header = rows.first, let a = header.firstIndex(of: "side_a"),
      let b = header.firstIndex(of: "side_b")
    else { return [] }
    var names: Set<String> = []
    for row in rows.dropFirst() where row.count > max(a, b) {
      names.insert(row[a])
      names.insert(row[b])
    }
    return names.sorted()
  }

  /// Country and point of every event.
  static func events() throws -> [(country: String, coordinates: Coordinates)] {
    let rows = rows(String(decoding: PackFile.bytes(path: path) ?? [], as: UTF8.self))
    guard let header = rows.first, let country = header.firstIndex(of: "country"),
      let latitude = header.firstIndex(of: "latitude"),
      let longitude = header.firstIndex(of: "longitude")
    else { return [] }
    return rows.dropFirst().compactMap { row in
      guard row.count == header.count, let y = DegreeText.microdegrees(row[latitude].utf8),
        let x = DegreeText.microdegrees(row[longitude].utf8)
      else { return nil }
      return (row[country], Coordinates(latitude: y, longitude: x))
    }
  }

  /// Comma-separated rows with quoted cells.
  private static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    for line in text.split(whereSeparator: \.isNewline) {
      var cells = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          cells.append("")
        } else {
          cells[cells.count - 1].append(character)
        }
      }
      rows.append(cells)
    }
    return rows
  }
}

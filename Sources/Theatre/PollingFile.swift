import Model

/// Reads `polling.tsv`.
enum PollingFile {
  static let file = "polling.tsv"
  static let columns = ["id", "name", "latitude", "longitude", "place"]
  /// A polling place farther than this from the place it belongs to, and outside the place's own
  /// radius, is a slip of the pen.
  static let strayMeters: Int32 = 50_000

  static func read(
    _ pack: PackDirectory, gazetteer: Gazetteer, box: BoundingBox?
  ) -> [PollingPlace] {
    var ids: Set<String> = []
    return TableFile.read(file, columns: columns, pack).rows.compactMap { row in
      func problem(_ sentence: String, _ remedy: String) {
        pack.log.add(file, row.line, sentence, remedy: remedy)
      }
      Identifier.check(row["id"], seen: &ids, file: file, line: row.line, pack.log)
      if row["name"].isEmpty { problem("The polling place has no name.", "Write one.") }
      guard let point = GazetteerFile.coordinates(row, file: file, pack.log) else { return nil }
      if let box, !box.contains(point) {
        problem("The polling place lies outside the theatre's box.", "Check the coordinates.")
      }
      let index = gazetteer.place(id: row["place"])
      guard index >= 0 else {
        problem(
          "“\(row["place"])” is no place.",
          Spelling.suggestion(for: row["place"], in: gazetteer.places.map(\.id)))
        return nil
      }
      let place = gazetteer.places[Int(index)]
      let distance = place.coordinates.meters(to: point)
      if distance > max(strayMeters, place.radiusMeters) {
        problem(
          "The polling place is \(distance / 1000) km from “\(place.id)”.",
          "Check the coordinates, or the place.")
      }
      return PollingPlace(
        id: row["id"], name: row["name"], coordinates: point, placeID: place.id)
    }
  }
}

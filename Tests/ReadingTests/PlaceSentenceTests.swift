import Model
import Reading
import Testing
import Theatre

/// Where the labelled sentences' happenings were, and what the reader makes of them.
@Suite struct PlaceSentenceSuite {
  enum Outcome {
    /// Within 25 km, or the area itself; nothing where nothing is named.
    case right
    /// Not told: ambiguous, unknown, or only an area that it lies in.
    case open
    case wrong
  }

  /// `places` were read while the reader was made, `places.held` afterwards.
  @Test(arguments: [("places", 0.9, 0.02), ("places.held", 0.8, 0.05)])
  func `finds where it happened, or says that it does not know`(
    _ name: String, _ leastRight: Double, _ mostWrong: Double
  ) throws {
    let theatre = try #require(Corpus.theatre)
    var reader = SentenceReader(theatre)
    let corpus = try Corpus(name)
    var (right, open, wrong, known, knownRight) = (0, 0, 0, 0, 0)
    for row in corpus.rows {
      let label = row.columns[0]
      let fix = reader.fix(of: row.text, theatre.gazetteer)
      let outcome = Self.judge(fix, label, theatre.gazetteer)
      switch outcome {
      case .right: right += 1
      case .open: open += 1
      case .wrong:
        wrong += 1
        print("wrong: \(row.text) [\(label)] → \(Self.name(fix, theatre.gazetteer))")
      }
      guard label != "-", label != "*", !label.hasPrefix("?") else { continue }
      known += 1
      if outcome == .right {
        knownRight += 1
      } else if outcome == .open {
        print("open: \(row.text) [\(label)]")
      }
    }
    let count = Double(corpus.rows.count)
    print(
      "\(name): \(corpus.rows.count) sentences, right or open "
        + "\(share(right + open, count)), wrong \(share(wrong, count)); of \(known) that name a "
        + "known place \(share(knownRight, Double(known))) right")
    #expect(Double(knownRight) / Double(known) >= leastRight)
    #expect(Double(wrong) / count <= mostWrong)
  }

  private func share(_ part: Int, _ count: Double) -> Double {
    (Double(part) / count * 1000).rounded() / 1000
  }

  private static func name(_ fix: PlaceFix?, _ gazetteer: Gazetteer) -> String {
    guard let fix else { return "nothing" }
    return gazetteer.places[Int(max(fix.place, fix.anchor))].id
  }

  private static func judge(
    _ fix: PlaceFix?, _ label: String, _ gazetteer: Gazetteer
  ) -> Outcome {
    guard let fix else { return label == "-" || label == "*" || label == "?" ? .right : .open }
    if label == "-" || label == "*" || label == "?" {
      // A whole country is said where somebody is, more than where something was.
      let isVague = fix.place >= 0 && gazetteer.rows[Int(fix.place)].feature == .country
      return isVague ? .open : .wrong
    }
    let truth = point(label, gazetteer)
    if label.hasPrefix("?") {
      return fix.coordinates.meters(to: truth.coordinates) <= truth.radius + fix.radius
        ? .right : .wrong
    }
    if fix.place >= 0, fix.place == truth.place { return .right }
    let distance = fix.coordinates.meters(to: truth.coordinates)
    if truth.isArea {
      return distance <= truth.radius && fix.radius <= truth.radius * 2 ? .right : .wrong
    }
    if distance <= 25_000 { return .right }
    if distance > fix.radius { return .wrong }
    let isArea = fix.place >= 0 && gazetteer.rows[Int(fix.place)].feature.isArea
    return isArea ? .open : .right
  }

  private static func point(
    _ label: String, _ gazetteer: Gazetteer
  ) -> (place: Int32, coordinates: Coordinates, radius: Int32, isArea: Bool) {
    let label = label.hasPrefix("?") ? String(label.dropFirst()) : label
    let ends = label.split(separator: "~").map { name -> PlaceRow in
      let id = name.split(separator: "@")[0]
      return gazetteer.rows[Int(gazetteer.place(id: String(id)))]
    }
    var point = ends[0].coordinates
    if let other = ends.dropFirst().first?.coordinates {
      point = Coordinates(
        latitude: (point.latitude + other.latitude) / 2,
        longitude: (point.longitude + other.longitude) / 2)
    }
    if let at = label.split(separator: "@").dropFirst().first, let side = at.last {
      let degrees = (Int32(at.dropLast()) ?? 0) * 9_000
      point.latitude += side == "N" ? degrees : side == "S" ? -degrees : 0
      point.longitude += side == "E" ? degrees : side == "W" ? -degrees : 0
    }
    let isAlone = ends.count == 1 && !label.contains("@")
    return (
      isAlone ? gazetteer.place(id: label) : -1, point, ends[0].radius,
      isAlone && ends[0].feature.isArea
    )
  }
}

extension SentenceReader {
  /// Where a text says it happened; nil when it names nothing, or does not say which.
  mutating func fix(of text: String, _ gazetteer: Gazetteer) -> PlaceFix? {
    var text = text
    text.withUTF8 { bytes in
      let language = open(UnsafeRawBufferPointer(bytes))
      if language >= 0 { read(in: language) }
      readPlaces(PlaceInput())
    }
    let verdict = places.verdict
    guard verdict.kind == .found || verdict.kind == .unknown, verdict.find >= 0 else { return nil }
    let find = places.finds[verdict.find]
    guard find.match.index >= 0 else { return nil }
    let other = find.other < 0 ? nil : places.finds[Int(find.other)]
    return gazetteer.fix(find, other: other, find.match.index)
  }
}

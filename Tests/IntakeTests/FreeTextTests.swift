import Foundation
import Model
import Testing
import Theatre

@testable import Intake

/// Sentences as a new user would map them, text and day of telling and nothing else, through all of
/// Intake: where, how many, when.
@Suite struct FreeTextSuite {
  static let schema = #"""
    {"type":"object","required":["text","told"],
    "properties":{"text":{"type":"string"},"told":{"type":"string","format":"date-time"}}}
    """#
  static let mapping = """
    mapping: 1
    report:
      source: {value: press}
      submitted: /told
      kind: {value: security}
      facts: /text
    """

  /// One labelled sentence.
  struct Row {
    var text: String
    var place: String
    var tolls: [Harm: Int32]
    var day: String

    init(_ line: Substring) {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      text = columns[0]
      place = columns[1]
      tolls = [:]
      for (harm, column) in zip([Harm.killed, .wounded, .abducted], columns[2...]) {
        if let count = Int32(column), count > 0 { tolls[harm] = count }
      }
      day = columns[5]
    }
  }

  static func rows(_ name: String) throws -> [Row] {
    let path = "\(Rig.root)/Tests/ReadingTests/Sentences/free.\(name).tsv"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { Row($0) }
  }

  /// Shares of one set.
  struct Score {
    var (count, right, open, wrong, known, knownRight, tolls, days) = (0, 0, 0, 0, 0, 0, 0, 0)
  }

  /// All were written before the reader saw them. What it got wrong in `fr` and `en` was mended,
  /// and in the others what those taught; Docs/words.md tells the shares of the first reading.
  @Test(arguments: [
    ("fr", 0.95, 0.01, 0.95, 0.97), ("en", 0.95, 0.01, 0.95, 0.97),
    ("fr.held", 0.92, 0.02, 0.95, 0.97), ("en.held", 0.92, 0.02, 0.9, 0.97),
  ])
  func `reads a sentence that is all there is`(
    _ name: String, _ leastRight: Double, _ mostWrong: Double, _ leastTolls: Double,
    _ leastDays: Double
  ) throws {
    let intake = try Rig.intake(
      SchemaCatalogue.load(
        .memory([
          "inbound/t/1/schema.json": Self.schema, "inbound/t/1/mapping.yaml": Self.mapping,
        ])))
    var score = Score()
    for row in try Self.rows(name) {
      let document = try JSONSerialization.data(
        withJSONObject: ["text": row.text, "told": "2017-11-22T08:00:00Z"])
      var output = IntakeOutput()
      Rig.process(
        [UInt8](document), defaultSchema: "t/1", with: intake, into: &output)
      #expect(output.outcome == .accepted, "\(row.text)")
      score.add(row, output.report, intake.theatre.gazetteer)
    }
    print(score.line(name))
    #expect(score.share(score.knownRight, score.known) >= leastRight)
    #expect(score.share(score.wrong, score.count) <= mostWrong)
    #expect(score.share(score.tolls, score.count) >= leastTolls)
    #expect(score.share(score.days, score.count) >= leastDays)
  }
}

extension FreeTextSuite.Score {
  func share(_ part: Int, _ whole: Int) -> Double {
    (Double(part) / Double(max(whole, 1)) * 1000).rounded() / 1000
  }

  func line(_ name: String) -> String {
    "free.\(name): \(count) sentences; place right or marked \(share(right + open, count)), wrong "
      + "\(share(wrong, count)), right of \(known) in the gazetteer \(share(knownRight, known)); "
      + "tolls \(share(tolls, count)); day \(share(days, count))"
  }

  mutating func add(_ row: FreeTextSuite.Row, _ report: Report, _ gazetteer: Gazetteer) {
    count += 1
    let label = PlaceLabel(row.place, gazetteer)
    let outcome = label.judge(report, gazetteer)
    let told = report.place.id.isEmpty ? report.place.anchor : report.place.id
    func tell(_ what: String) {
      print("\(what): \(row.text)")
    }
    switch outcome {
    case .right: right += 1
    case .open: open += 1
    case .wrong: wrong += 1
    }
    if label.isKnown {
      known += 1
      if outcome == .right { knownRight += 1 }
    }
    if outcome == .wrong || outcome == .open && label.isKnown {
      tell("  place \(outcome) [\(row.place)] → \(report.string(told)) \(report.place.method)")
    }
    var isRight = true
    for harm in [Harm.killed, .wounded, .abducted] {
      let read = Self.total(report.tolls, harm)
      if read != row.tolls[harm] ?? 0 {
        isRight = false
        tell("  \(harm) \(row.tolls[harm] ?? 0) → \(read)")
      }
    }
    if isRight { tolls += 1 }
    // “Vers 2h du matin” and no day: that of telling.
    let first = String("\(report.occurred.earliest)".prefix(10))
    let day = report.flags.contains(.occurredAssumed) || first == "2017-11-22" ? "-" : first
    if day == row.day || day == "-" && row.day == "2017-11-22" {
      days += 1
    } else {
      tell("  day \(row.day) → \(day)")
    }
  }

  private static func total(_ tolls: Tolls, _ harm: Harm) -> Int32 {
    var sum: Int32 = 0
    for party in Party.every where party != .all { sum += max(0, tolls[harm, party].best) }
    return max(sum, tolls[harm, .all].best)
  }
}

/// Where a labelled sentence says that it happened.
struct PlaceLabel {
  enum Outcome { case right, open, wrong }

  /// The gazetteer has the place.
  let isKnown: Bool
  private let text: String
  private var point = Coordinates(latitude: 0 as Int32, longitude: 0)
  private var radius: Int32 = 0
  private var isArea = false

  init(_ text: String, _ gazetteer: Gazetteer) {
    self.text = text
    isKnown = !text.hasPrefix("?") && text != "-" && text != "*"
    let bare = text.hasPrefix("?") ? text.dropFirst() : text[...]
    let rows = bare.split(separator: "~").map { end -> PlaceRow in
      let id = end.split(separator: "@")[0]
      let index = gazetteer.place(id: String(id))
      return index < 0 ? PlaceRow() : gazetteer.rows[Int(index)]
    }
    guard text != "-", text != "*", let first = rows.first else { return }
    precondition(!first.id.isEmpty, "a label names a place of the pack")
    point = first.coordinates
    radius = first.radius
    isArea = first.feature.isArea && rows.count == 1
    if rows.count > 1 {
      point = Coordinates(
        latitude: (point.latitude + rows[1].coordinates.latitude) / 2,
        longitude: (point.longitude + rows[1].coordinates.longitude) / 2)
    }
    guard let side = bare.split(separator: "@").dropFirst().first else { return }
    let degrees =
      (Int32(side.prefix { $0.isNumber }) ?? 0)
      * (side.filter { $0.isLetter }.count > 1 ? 6_360 : 9_000)
    if side.contains("N") { point.latitude += degrees }
    if side.contains("S") { point.latitude -= degrees }
    if side.contains("E") { point.longitude += degrees }
    if side.contains("W") { point.longitude -= degrees }
  }

  func judge(_ report: Report, _ gazetteer: Gazetteer) -> Outcome {
    let isMarked =
      report.flags.contains(.placeUnknown) || report.flags.contains(.placeAmbiguous)
      || report.place.coordinates == nil
    guard isKnown else {
      // A village that no gazetteer has, several places, none: whoever says so is right.
      if isMarked { return .right }
      if text.hasPrefix("?"), text.count > 1, let told = report.place.coordinates {
        return told.meters(to: point) <= radius + report.place.radius ? .right : .wrong
      }
      return report.place.geoPrecision == 3 ? .open : .wrong
    }
    if report.string(report.place.id) == text { return .right }
    guard !isMarked, let told = report.place.coordinates else { return .open }
    let distance = told.meters(to: point)
    if isArea {
      return distance <= radius && report.place.radius <= radius * 2 ? .right : .wrong
    }
    if distance <= 25_000 { return .right }
    if distance > report.place.radius { return .wrong }
    return report.place.geoPrecision == 3 && report.place.lineStart == nil ? .open : .right
  }
}

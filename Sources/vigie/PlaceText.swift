import Foundation
import Intake
import JSON
import Model
import Reading
import Theatre

/// A report's place as text, and why it is that one.
struct PlaceText {
  let report: Report
  let query: PlaceQuery
  let intake: Intake

  private var gazetteer: Gazetteer { intake.theatre.gazetteer }

  /// The members `place`, `mentioned` and `flags` of `report/1`.
  func json() -> String {
    var report = report
    report.source = report.keep("-")
    var writer = Writer()
    report.write(to: &writer)
    let parser = Parser()
    return writer.withBytes { bytes in
      guard let document = try? parser.parse(bytes) else { return "{}" }
      let members = ["place", "mentioned", "flags"].compactMap { name -> String? in
        var copy = name
        guard let value = copy.withUTF8({ document.root.member(UnsafeRawBufferPointer($0)) })
        else { return nil }
        return "\"\(name)\":" + String(decoding: value.source, as: UTF8.self)
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  func lines() -> [String] {
    [head] + fix + units + options + flags + why
  }

  private var head: String {
    let written = printable(report.string(report.place.written))
    if report.place.method == .ambiguous { return "“\(written)” is ambiguous" }
    guard report.place.coordinates != nil else {
      return written.isEmpty ? "no place is named" : "“\(written)” is not known"
    }
    if !report.place.id.isEmpty {
      return "\(printable(report.string(report.place.name)))  \(report.string(report.place.id))"
        + (report.place.likeness < 100 ? "  likeness \(report.place.likeness) %" : "")
    }
    if !report.place.anchor.isEmpty {
      return "“\(written)”, from \(report.string(report.place.anchor))"
    }
    return written.isEmpty ? "a point" : "“\(written)”"
  }

  private var fix: [String] {
    guard let point = report.place.coordinates else { return [] }
    let meters = report.place.radius
    let radius = meters < 1_000 ? "\(meters) m" : "\(meters / 1_000) km"
    return [
      String(
        format: "  %.5f, %.5f  radius %@  method ", Double(point.latitude) / 1e6,
        Double(point.longitude) / 1e6, radius) + "\(report.place.method.name)",
      "  geo_precision \(report.place.geoPrecision) (ACLED), "
        + "where_prec \(report.place.wherePrecision) (GED)",
    ]
  }

  private var units: [String] {
    let place = report.place
    let names = [place.country, place.admin1, place.admin2, place.admin3]
      .map { printable(report.string($0)) }.filter { !$0.isEmpty }
    if names.isEmpty { return [] }
    var lines = ["  in \(names.joined(separator: " › "))  (by \(words(place.units.name)))"]
    if !place.codeSystem.isEmpty {
      let codes = [place.admin1Code, place.admin2Code, place.admin3Code]
        .map { report.string($0) }.filter { !$0.isEmpty }
      lines.append(
        "  codes \(codes.joined(separator: " › "))  \(report.string(place.codeSystem)) from "
          + report.string(place.codesValidFrom))
    }
    return lines
  }

  private var options: [String] {
    report.placeOptions.compactMap { option in
      let index = gazetteer.place(id: report.string(option.id))
      guard index >= 0 else { return nil }
      let place = gazetteer.places[Int(index)]
      let unit = [place.admin2, place.admin1].compactMap { $0 } + [place.country]
      return "  may be \(printable(place.name)) (\(place.feature.name)), "
        + "\(unit.filter { !$0.isEmpty }.joined(separator: ", "))  \(place.id)"
    }
  }

  private var flags: [String] {
    var flags: [String] = []
    report.flags.forEach { flags.append(words($0.name)) }
    return flags.isEmpty ? [] : ["  noting: \(flags.joined(separator: ", "))"]
  }

  /// Each place that the words name, and its part.
  private var why: [String] {
    let reading = intake.finds(query)
    guard query.kind == .sentence || reading.finds.count > 1 else { return [] }
    let bytes = Array(query.text.utf8)
    return reading.finds.enumerated().map { index, find in
      let isInside = find.range.upperBound <= bytes.count
      let text = isInside ? String(decoding: bytes[find.range], as: UTF8.self) : ""
      let place = find.match.index
      let meant = place < 0 ? "several places" : gazetteer.places[Int(place)].id
      let mark = index == reading.chosen ? "*" : " "
      return "  \(mark) “\(printable(text))” → \(meant): \(find.role), weight \(find.weight)"
    }
  }
}

import Foundation
import JSON
import Model
import Testing

@testable import Export

/// GeoJSON by RFC 7946, CSV by RFC 4180, tags by HXL 1.1.
@Suite struct ExportFormSuite {
  @Test func `GeoJSON keeps RFC 7946`() throws {
    let nowhere = ExportSuite.incident {
      $0.id = Fingerprint(of: "nowhere")
      $0.place.coordinates = nil
    }
    for incidents in [[], [ExportSuite.incident()], [ExportSuite.incident(), nowhere]] {
      let text = try ExportSuite.text(.geojson, incidents)
      let parser = Parser()
      let document = try parser.parse(Array(text.utf8))
      let root = document.root
      #expect(root["type"]?.text?.string == "FeatureCollection")
      // 3.3: an array of features; 7.1: none of the members that mean a geometry.
      let features = try #require(root["features"])
      #expect(features.kind == .array)
      #expect(features.elements.map { _ in 1 }.count == incidents.count)
      #expect(root["coordinates"] == nil && root["geometries"] == nil && root["crs"] == nil)
      for feature in features.elements {
        #expect(feature["type"]?.text?.string == "Feature")
        #expect(feature["id"]?.kind == .string && feature["properties"]?.kind == .object)
        let geometry = try #require(feature["geometry"])
        guard feature["id"]?.text?.string != nowhere.idText else {
          #expect(geometry.kind == .null)
          continue
        }
        #expect(geometry["type"]?.text?.string == "Point")
        // 3.1.1: longitude first; 4: degrees on WGS 84.
        let numbers = try #require(geometry["coordinates"]).elements.map {
          Double(String(decoding: $0.source, as: UTF8.self)) ?? .nan
        }
        #expect(numbers == [-4.093056, 14.533333])
      }
    }
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("two\nlines", "\"two\nlines\""),
    ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("@SUM(A1)", "'@SUM(A1)"),
    ("-4.093056", "-4.093056"), ("-cmd|calc", "'-cmd|calc"), ("+223 20 22", "'+223 20 22"),
    ("Sévaré", "Sévaré"), ("", ""),
  ])
  func `a cell is quoted where it must be, and never a formula`(cell: String, expected: String) {
    var bytes: [UInt8] = []
    CSVLine.append([cell], to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected + "\r\n")
    if !CSVLine.isFormula(cell), !cell.contains("\n") {
      let line = String(decoding: bytes, as: UTF8.self)
      #expect(ExportSuite.split(String(line.dropLast())) == [cell])
    }
  }

  @Test func `HXL's second row has a tag of the standard over every column`() throws {
    let lines = try ExportSuite.text(.hxl, [ExportSuite.incident()]).components(separatedBy: "\r\n")
    let tags = lines[1].components(separatedBy: ",")
    #expect(tags.count == lines[0].components(separatedBy: ",").count)
    #expect(Set(tags).count == tags.count)
    for tag in tags {
      let parts = tag.split(separator: "+")
      #expect(Self.hashtags.contains(String(parts[0])), "\(tag)")
      #expect(tag.wholeMatch(of: /#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*/) != nil, "\(tag)")
    }
  }

  /// Of HXL 1.1's core schema.
  static let hashtags: Set<String> = [
    "#access", "#activity", "#adm1", "#adm2", "#adm3", "#adm4", "#adm5", "#affected",
    "#beneficiary", "#capacity", "#cause", "#channel", "#contact", "#country", "#crisis",
    "#currency", "#date", "#delivery", "#description", "#event", "#frequency", "#geo", "#group",
    "#impact", "#indicator", "#inneed", "#item", "#loc", "#meta", "#modality", "#need",
    "#operations", "#org", "#output", "#population", "#reached", "#region", "#respondee",
    "#sector", "#service", "#severity", "#status", "#subsector", "#targeted", "#value",
  ]

  @Test(arguments: [
    (Int32(14_533_350), 4, "14.5334"), (-4_093_056, 6, "-4.093056"), (-40, 4, "0.0000"),
    (999_999, 2, "1.00"), (0, 6, "0.000000"),
  ])
  func `degrees are rounded in integers`(millionths: Int32, decimals: Int, expected: String) {
    #expect(degrees(millionths, decimals: decimals) == expected)
  }
}

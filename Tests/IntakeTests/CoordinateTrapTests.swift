import Model
import Testing
import Theatre

@testable import Intake

/// Coordinates that are turned round, and codes that stand alone: on all places of the pack.
@Suite struct CoordinateTrapSuite {
  /// A settlement's name, with its coordinates moved by up to three kilometres.
  static func report(
    _ name: String, _ country: String, _ latitude: Int32, _ longitude: Int32
  ) -> String {
    func degrees(_ value: Int32) -> String {
      let text = String(abs(value))
      let padded = String(repeating: "0", count: max(0, 7 - text.count)) + text
      return (value < 0 ? "-" : "") + padded.dropLast(6) + "." + padded.suffix(6)
    }
    return Rig.report(
      (
        "place",
        #"{"name":"\#(name)","country":"\#(country)","latitude":\#(degrees(latitude)),"#
          + #""longitude":\#(degrees(longitude))}"#
      ))
  }

  @Test func `turned round is told, the right way round is not`() throws {
    let theatre = try Rig.theatre.get()
    let intake = try Rig.intake()
    var random = Seeded(seed: 5)
    var tried = 0
    for (index, row) in theatre.gazetteer.rows.enumerated() where row.feature.isSettlement {
      let place = theatre.gazetteer.places[index]
      guard case .one(let meant) = theatre.gazetteer.find(place.name), Int(meant) == index else {
        continue
      }
      let latitude = row.coordinates.latitude + Int32(random.below(50_000)) - 25_000
      let longitude = row.coordinates.longitude + Int32(random.below(50_000)) - 25_000
      let right = try Rig.process(
        Array(Self.report(place.name, place.country, latitude, longitude).utf8), with: intake)
      #expect(!right.flags.contains("coordinates_swapped"), "\(place.id)")
      #expect(try Rig.part(right.value, "/place/id") == "\"\(place.id)\"")
      // Where latitude and longitude are nearly equal, turning round changes nothing that shows.
      guard abs(latitude - longitude) > 400_000 else { continue }
      let turned = try Rig.process(
        Array(Self.report(place.name, place.country, longitude, latitude).utf8), with: intake)
      #expect(turned.flags.contains("coordinates_swapped"), "\(place.id)")
      #expect(try Rig.part(turned.value, "/place/id") == "\"\(place.id)\"")
      let told = try Rig.part(turned.value, "/place/latitude")
      #expect(told == (try Rig.part(Self.plain(place, intake), "/place/latitude")), "\(place.id)")
      tried += 1
    }
    #expect(tried > 200)
  }

  /// The report of the name alone: a pair that was turned round is not used.
  private static func plain(_ place: Place, _ intake: Intake) throws -> String {
    try Rig.process(
      Array(
        Rig.report(
          ("place", #"{"name":"\#(place.name)","country":"\#(place.country)"}"#)
        ).utf8), with: intake
    ).value
  }

  @Test(arguments: ["ML09", "ML0901", "ML-9", "ML10", "ML05", "BF56", "NER006", "ml06001"])
  func `a bare code of a unit says nothing`(_ code: String) throws {
    // Of 2015, 2017 and 2021 it names other ground each time, so it decides between no two places.
    for member in ["admin1", "admin2"] {
      let result = try Rig.process(
        Rig.report(("place", #"{"name":"Bamba","\#(member)":"\#(code)"}"#)))
      #expect(result.flags.contains("place_ambiguous"), "\(member) \(code)")
      #expect(try Rig.part(result.value, "/place/id") == nil)
      #expect(try Rig.part(result.value, "/place/admin1Code") == nil)
    }
  }
}

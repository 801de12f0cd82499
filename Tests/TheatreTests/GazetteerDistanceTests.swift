import Model
import Testing

@testable import Theatre

struct GazetteerDistanceTests {
  @Test(
    arguments: [
      // DOMAIN G, kilometres.
      ("sevare", "gao", 476, 3), ("sevare", "bourem", 483, 3), ("sevare", "mopti", 10, 2),
      ("tombouctou", "ouagadougou", 515, 3), ("tombouctou", "sevare", 275, 3),
      ("gao", "menaka", 264, 3), ("sevare", "soumpi", 148, 3), ("gao", "bourem", 83, 3),
      ("sevare", "sevare-airport", 3, 2),
    ])
  func `keeps the distances of the theatre`(a: String, b: String, km: Int32, slack: Int32) throws {
    let gazetteer = try Pack.theatre().gazetteer
    let from = gazetteer.places[Int(gazetteer.place(id: a))].coordinates
    let to = gazetteer.places[Int(gazetteer.place(id: b))].coordinates
    let meters = from.meters(to: to)
    #expect(abs(meters - km * 1000) <= slack * 1000, "\(a)–\(b): \(meters) m")
  }

  @Test(arguments: 1...20)
  func `finds the nearest settlement as a full search does`(seed: UInt64) throws {
    let gazetteer = try Pack.theatre().gazetteer
    var random = Seeded(seed)
    for _ in 0..<50 {
      let point = Coordinates(
        latitude: Int32(random.next(in: 9_000_000...25_000_000)),
        longitude: Int32(random.next(in: -17_000_000...16_000_000)))
      let meters = Int32(random.next(in: 0...400_000))
      var best: (distance: Int32, index: Int32) = (.max, -1)
      for (index, place) in gazetteer.places.enumerated() where place.feature.isSettlement {
        let distance = place.coordinates.meters(to: point)
        if distance <= meters, distance < best.distance { best = (distance, Int32(index)) }
      }
      #expect(gazetteer.nearest(to: point, withinMeters: meters) == best.index)
    }
  }

  @Test func `keeps every point that is no area inside the box`() throws {
    let theatre = try Pack.theatre()
    for place in theatre.gazetteer.places where !place.feature.isArea {
      #expect(theatre.box.contains(place.coordinates), "\(place.id)")
    }
    let swapped = try #require(Coordinates(latitude: -4.09, longitude: 14.53))
    #expect(!theatre.box.contains(swapped))
  }
}

import Model
import Testing

@testable import Theatre

/// Which unit a point lies in, and of which list.
struct BoundaryTests {
  static func square(_ west: Int32, _ south: Int32, _ side: Int32) -> BoundaryRing {
    [
      Coordinates(latitude: south, longitude: west),
      Coordinates(latitude: south, longitude: west + side),
      Coordinates(latitude: south + side, longitude: west + side),
      Coordinates(latitude: south + side, longitude: west),
    ]
  }

  static func layer(
    _ system: String, _ day: String, _ names: [String], _ rings: [[BoundaryRing]],
    isApproximate: Bool = false
  ) -> BoundaryLayer {
    let units = names.enumerated().map { number, name in
      var unit = BoundaryUnit()
      unit.country = "ML"
      unit.admin1 = name
      unit.admin1Code = "ML0\(number + 1)"
      return unit
    }
    var text = day
    let from = text.withUTF8 { Instant.parse(UnsafeRawBufferPointer($0)) }
    return BoundaryLayer(
      level: 1, codeSystem: system, validFrom: from?.earliest ?? Instant(seconds: 0),
      validFromText: day, isApproximate: isApproximate, units: units, rings: rings)
  }

  /// Inside is inside an odd number of edges to the east, with no grid and no strips.
  static func oracle(_ rings: [BoundaryRing], _ point: Coordinates) -> Bool {
    var isInside = false
    for ring in rings {
      for (index, a) in ring.enumerated() {
        let b = ring[(index + 1) % ring.count]
        guard (a.latitude > point.latitude) != (b.latitude > point.latitude) else { continue }
        let share =
          Double(point.latitude - a.latitude) / Double(b.latitude - a.latitude)
        let east = Double(a.longitude) + share * Double(b.longitude - a.longitude)
        if east > Double(point.longitude) { isInside.toggle() }
      }
    }
    return isInside
  }

  @Test(arguments: 1...12)
  func `finds what counting every edge finds`(seed: UInt64) {
    var random = Seeded(seed)
    // Stars around a middle: every one a simple ring with long and short edges, some with a hole.
    var shapes: [[BoundaryRing]] = []
    for _ in 0..<4 {
      let middle = (
        x: Int32(random.next(in: -5_000_000...5_000_000)),
        y: Int32(random.next(in: 12_000_000...20_000_000))
      )
      let corners = Int(random.next(in: 5...60))
      let ring = (0..<corners).map { index -> Coordinates in
        let reach = Double(random.next(in: 100_000...2_000_000))
        let turn = Double(index) / Double(corners) * 2 * Double.pi - Double.pi
        let course = Coordinates.sineAndCosine(turn)
        return Coordinates(
          latitude: middle.y + Int32(reach * course.sine),
          longitude: middle.x + Int32(reach * course.cosine))
      }
      shapes.append([ring, Self.square(middle.x, middle.y, 20_000)])
    }
    let layer = Self.layer("x", "2017-01-01", ["A", "B", "C", "D"], shapes)
    for _ in 0..<2_000 {
      let point = Coordinates(
        latitude: Int32(random.next(in: 9_000_000...23_000_000)),
        longitude: Int32(random.next(in: -8_000_000...8_000_000)))
      let expected = shapes.firstIndex { Self.oracle($0, point) }.map { Int32($0) } ?? -1
      #expect(layer.unit(at: point) == expected)
    }
  }

  @Test func `a code is never told without its list and its day`() throws {
    // Both lists call a unit ML01; it is not the same ground.
    let first = Self.layer(
      "COD-AB", "2015-04-08", ["Bamako", "Kayes"],
      [[Self.square(0, 0, 1_000_000)], [Self.square(1_000_000, 0, 1_000_000)]])
    let second = Self.layer(
      "COD-AB", "2021-11-10", ["Kayes", "Bamako"],
      [[Self.square(1_000_000, 0, 1_000_000)], [Self.square(0, 0, 1_000_000)]])
    let boundaries = Boundaries([first, second])
    let point = Coordinates(latitude: 500_000 as Int32, longitude: 500_000)
    for (day, system, code) in [
      ("2018-07-29", "2015-04-08", "ML01"), ("2022-01-01", "2021-11-10", "ML02"),
      // Before any list held, the first that did.
      ("2012-01-01", "2015-04-08", "ML01"),
    ] {
      var text = day
      let instant = text.withUTF8 { Instant.parse(UnsafeRawBufferPointer($0)) }
      let on = try #require(instant).earliest
      let hit = try #require(boundaries.find(point, on: on))
      #expect(boundaries.layers[hit.layer].validFromText == system, "\(day)")
      #expect(boundaries.unit(hit).admin1 == "Bamako")
      #expect(boundaries.unit(hit).admin1Code == code)
    }
  }

  @Test func `exact lines go before approximate ones`() throws {
    let ground = [[Self.square(0, 0, 1_000_000)]]
    let boundaries = Boundaries([
      Self.layer("approximate", "2016-01-01", ["A"], ground, isApproximate: true),
      Self.layer("COD-AB", "2015-01-01", ["B"], ground),
    ])
    let point = Coordinates(latitude: 1_000 as Int32, longitude: 1_000)
    let hit = try #require(boundaries.find(point, on: Instant(seconds: 1_500_000_000)))
    #expect(boundaries.unit(hit).admin1 == "B")
    let beside = Coordinates(latitude: -1 as Int32, longitude: 0)
    #expect(boundaries.find(beside, on: Instant(seconds: 0)) == nil)
  }

  @Test(arguments: [
    (#"{"type":"FeatureCollection"}"#, "no GeoJSON feature collection"),
    ("[", "no JSON"),
    (
      #"{"features":[{"properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}"#,
      "no polygon"
    ),
    (
      #"{"features":[{"properties":{"x":1},"geometry":{"type":"Polygon","coordinates":"#
        + "[[[0,0],[1,0],[1,1],[0,0]]]}}]}", "no name"
    ),
  ])
  func `says why a file cannot be imported`(_ text: String, _ words: String) {
    let request = BoundaryImport(
      level: 1, codeSystem: "COD-AB", validFrom: "2017-01-01", country: "ML")
    let failure = #expect(throws: BoundaryImport.Failure.self) {
      try request.convert(bytes: Array(text.utf8))
    }
    #expect(failure?.sentence.contains(words) == true, "\(String(describing: failure))")
  }

  @Test(arguments: ["2017", "2017-13-01", "yesterday", ""])
  func `a list without its day is refused`(_ day: String) {
    let request = BoundaryImport(level: 1, codeSystem: "x", validFrom: day, country: "ML")
    #expect(throws: BoundaryImport.Failure.self) { try request.convert(bytes: Array("{}".utf8)) }
  }

  @Test func `what was imported is read again`() throws {
    let text =
      #"{"features":[{"properties":{"Admin1_Nam":"Mopti","Pcode_Ad_1":"ML05"},"geometry":"#
      + #"{"type":"Polygon","coordinates":[[[-5,14],[-3,14],[-3,16],[-5,16],[-5,14]]]}}]}"#
    let request = BoundaryImport(
      level: 1, codeSystem: "COD-AB", validFrom: "2017-01-01", country: "ML")
    let made = try request.convert(bytes: Array(text.utf8))
    #expect(made.units == 1)
    #expect(request.fileName == "ml-adm1-cod-ab-2017-01-01.geojson")
    let log = ProblemLog()
    let read = made.text.withUnsafeBytes { BoundaryFile.read($0, "x", log) }
    let layer = try #require(read)
    #expect(layer.unit(at: Coordinates(latitude: 14_533_000 as Int32, longitude: -4_100_000)) == 0)
    #expect(layer.unit(at: Coordinates(latitude: 13_900_000 as Int32, longitude: -4_100_000)) == -1)
    #expect(layer.units[0].admin1Code == "ML05")
    #expect(layer.codeSystem == "COD-AB")
  }

  /// The pack's lines are computed from places: how often they are right, by OCHA's lines.
  @Test(.enabled(if: SharedData.has("ocha/mli_adm2_2017.geojson")))
  func `the approximate lines are mostly right`() throws {
    let request = BoundaryImport(
      level: 2, codeSystem: "COD-AB", validFrom: "2017-01-01", country: "ML")
    let made = try request.convert(bytes: try SharedData.bytes("ocha/mli_adm2_2017.geojson"))
    let log = ProblemLog()
    let read = made.text.withUnsafeBytes { BoundaryFile.read($0, "x", log) }
    let exact = try #require(read)
    let theatre = try Pack.theatre()
    let day = Instant(seconds: 1_500_000_000)
    var (regions, cercles, count) = (0, 0, 0)
    for event in try GED.events() where event.country == "Mali" {
      let unit = exact.unit(at: event.coordinates)
      guard unit >= 0, let hit = theatre.boundaries.find(event.coordinates, on: day) else {
        continue
      }
      let truth = theatre.gazetteer.units(of: exact.units[Int(unit)])
      let told = theatre.gazetteer.units(of: theatre.boundaries.unit(hit))
      guard truth.region >= 0 else { continue }
      count += 1
      let isRegion =
        truth.region == told.region || theatre.gazetteer.areRelated(truth.region, told.region)
      regions += isRegion ? 1 : 0
      cercles += isRegion && (truth.cercle < 0 || truth.cercle == told.cercle) ? 1 : 0
    }
    print("approximate boundaries: \(count) points, region \(regions), cercle \(cercles)")
    #expect(count > 700)
    #expect(Double(regions) / Double(count) >= 0.96)
    #expect(Double(cercles) / Double(count) >= 0.93)
  }
}

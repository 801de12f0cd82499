import Model
import Testing

@testable import Theatre

/// What hints and coordinates decide, and what stays ambiguous.
struct GazetteerHintTests {
  @Test(
    arguments: [
      ("Bamba", ["bamba-bourem", "bamba-bourem-commune", "bamba-koro", "bamba-koro-commune"]),
      ("Madougou", ["madougou-commune", "madougou-douentza", "madougou-koro"]),
      ("Sahel region", ["sahel", "sahel-bf-region"]),
      ("Sokoura", ["sokoura-bankass", "sokoura-commune", "sokoura-mopti"]),
    ])
  func `leaves equal names ambiguous`(name: String, ids: [String]) throws {
    let gazetteer = try Pack.theatre().gazetteer
    guard case .ambiguous(let range) = gazetteer.find(name) else {
      Issue.record("\(name) is not ambiguous")
      return
    }
    #expect(gazetteer.candidates(range).map { gazetteer.places[Int($0)].id }.sorted() == ids)
  }

  @Test(
    arguments: [
      // name, country, admin1, admin2, place
      ("Bamba", "", "Gao", "", "bamba-bourem"),
      ("Bamba", "", "Mopti", "", "bamba-koro"),
      ("Bamba", "", "", "Koro", "bamba-koro"),
      ("Bamba", "ML", "Région de Gao", "cercle de Bourem", "bamba-bourem"),
      ("Gourma", "BF", "", "", "gourma-province"),
      ("Gourma", "Mali", "", "", "gourma"),
      ("Madougou", "", "", "Douentza", "madougou-douentza"),
      ("Léré", "", "Timbuktu", "", "lere"),
      ("Léré", "", "", "Koro", "lere-koro"),
      ("Mopti", "ML", "Mopti", "Mopti", "mopti"),
      // Lists made before 2016 have Ménaka in Gao and Taoudénit in Tombouctou.
      ("Ménaka", "ML", "Gao", "", "menaka"),
      ("Ménaka", "ML", "Ménaka", "", "menaka"),
      ("Andéramboukane", "ML", "Gao", "Ménaka", "anderamboukane"),
      ("Araouane", "ML", "Tombouctou", "", "araouane"),
      ("Djibo", "Burkina Faso", "Sahel", "Soum", "djibo"),
      // A hint that the gazetteer does not know is left out.
      ("Gao", "ML", "Atlantis", "", "gao"),
    ]
  )
  func `lets hints decide`(
    name: String, country: String, admin1: String, admin2: String, id: String
  ) throws {
    let gazetteer = try Pack.theatre().gazetteer
    let hints = hints(gazetteer, country, admin1, admin2)
    let found = gazetteer.find(name, hints: hints)
    guard case .one(let index) = found else {
      Issue.record("\(name): \(found)")
      return
    }
    #expect(gazetteer.places[Int(index)].id == id)
  }

  @Test(
    arguments: [
      ("Mopti", "", "Gao", ""), ("Djibo", "ML", "", ""), ("Koro", "", "", "Bankass"),
      ("région de Sévaré", "", "", ""), ("Gao", "NE", "", ""),
    ])
  func `says when hints contradict the name`(
    name: String, country: String, admin1: String, admin2: String
  ) throws {
    let gazetteer = try Pack.theatre().gazetteer
    let found = gazetteer.find(name, hints: hints(gazetteer, country, admin1, admin2))
    guard case .contradicted(let range) = found else {
      Issue.record("\(name): \(found)")
      return
    }
    #expect(!range.isEmpty)
  }

  @Test func `tells a hint it does not know`() throws {
    let gazetteer = try Pack.theatre().gazetteer
    #expect(hints(gazetteer, "ML", "Atlantis", "").hasUnknown)
    #expect(!hints(gazetteer, "ML", "Gao", "Bourem").hasUnknown)
    #expect(hints(gazetteer, "MLI", "", "").country == hints(gazetteer, "ml", "", "").country)
  }

  @Test(
    arguments: [
      (17.0, -1.4, "bamba-bourem"),
      (14.7, -3.1, "bamba-koro"),
      (16.0, -2.2, nil),
    ] as [(Double, Double, String?)]
  )
  func `lets near coordinates decide`(latitude: Double, longitude: Double, id: String?) throws {
    let gazetteer = try Pack.theatre().gazetteer
    var hints = PlaceHints()
    hints.near = Coordinates(latitude: latitude, longitude: longitude)
    let found = gazetteer.find("Bamba", hints: hints)
    if let id {
      #expect(found == .one(gazetteer.place(id: id)))
    } else if case .ambiguous = found {
    } else {
      Issue.record("\(found)")
    }
  }

  private func hints(
    _ gazetteer: Gazetteer, _ country: String, _ admin1: String, _ admin2: String
  ) -> PlaceHints {
    var scratch: [UInt8] = []
    return Array(country.utf8).withUnsafeBytes { country in
      Array(admin1.utf8).withUnsafeBytes { admin1 in
        Array(admin2.utf8).withUnsafeBytes { admin2 in
          gazetteer.hints(country: country, admin1: admin1, admin2: admin2, folding: &scratch)
        }
      }
    }
  }
}

import Model
import Testing

@testable import Theatre

/// Which place a name means.
struct GazetteerNameTests {
  /// Every place that the warning update of 27 July 2018 names inside the theatre.
  @Test(
    arguments: [
      ("Mali", "mali"),
      ("Bamako", "bamako"),
      ("the Sahel", "sahel"),
      ("West Africa", "west-africa"),
      ("Gulf of Guinea", "gulf-of-guinea"),
      ("Lake Chad", "lake-chad"),
      ("Niger", "niger"),
      ("Burkina Faso", "burkina-faso"),
      ("Mauritania", "mauritania"),
      ("Chad", "chad"),
      ("northern Mali", "northern-mali"),
      ("central Mali", "central-mali"),
      ("Koulikoro region", "koulikoro-region"),
      ("the Koulikoro region", "koulikoro-region"),
      ("Gao region", "gao-region"),
      ("Gourma region", "gourma"),
      ("Menaka", "menaka"),
      ("Mopti", "mopti"),
      ("Soumpi", "soumpi"),
      ("Timbuktu region", "tombouctou-region"),
      ("southern Timbuktu region", "tombouctou-region"),
      ("Gourma region of Timbuktu", "gourma-tombouctou"),
      ("Ouagadougou", "ouagadougou"),
      ("tri-border region", "liptako-gourma"),
      ("Libya", "libya"),
      ("Nigeria", "nigeria"),
      // What the text circumscribes, in the words of the reports behind it.
      ("airport in Sévaré", "sevare-airport"),
      ("G5 Sahel headquarters", "sevare-g5-hq"),
      ("UN base in Timbuktu", "timbuktu-super-camp"),
      ("French embassy in Ouagadougou", "ouagadougou-french-embassy"),
      ("Burkinabe army headquarters", "ouagadougou-army-hq"),
      ("Nouakchott", "nouakchott"),
    ]
  )
  func `finds every place of the warning update`(name: String, id: String) throws {
    #expect(try match(name) == id)
  }

  @Test(arguments: ["U.S.", "Europe", "Mediterranean", "Horn of Africa", "America", ""])
  func `does not know places outside the theatre`(name: String) throws {
    #expect(try Pack.theatre().gazetteer.find(name) == .none)
  }

  @Test(
    arguments: [
      ("Tombouctou", "tombouctou"), ("TIMBUKTU", "tombouctou"), ("Tinbuktu", "tombouctou"),
      ("Timbuctoo", "tombouctou"), ("تمبكتو", "tombouctou"),
      ("Ménaka", "menaka"), ("Menaka", "menaka"), ("Me\u{301}naka", "menaka"),
      ("Aguelhoc", "aguelhok"), ("Aguelhok", "aguelhok"), ("Aguel’hoc", "aguelhok"),
      ("Soumpy", "soumpi"), ("SOUMPI ", "soumpi"),
      ("région de Mopti", "mopti-region"), ("la région de Mopti", "mopti-region"),
      ("Mopti", "mopti"), ("ville de Mopti", "mopti"), ("cercle de Mopti", "mopti-cercle"),
      ("cercle de Koro", "koro-cercle"), ("Koro", "koro"), ("Koro region", "koro-cercle"),
      ("aéroport de Sévaré", "sevare-airport"), ("aéroport de Mopti", "sevare-airport"),
      ("Ambodédjo", "sevare-airport"), ("Severe", nil), ("sévaré", "sevare"),
      ("Gao", "gao"), ("Région de Gao", "gao-region"), ("commune de Gao", "gao-commune"),
      ("Koulikoro", "koulikoro"), ("Ségou", "segou"), ("Kayes", "kayes"),
      ("Ké-Macina", "macina"), ("Macina", "macina"), ("Gourma-Rharous", "gourma-rharous"),
      ("Rharous", "gourma-rharous"), ("Diabali", "diabaly"), ("Léré", "lere"),
      ("I-n-Tillit", "intillit"), ("Intillit", "intillit"), ("N'Tillit", "intillit"),
      ("Inhalid", "in-khalil"), ("Tin Akoff", "tin-akoff"), ("Labezanga", "labbezanga"),
      ("Timbuktu Super Camp", "timbuktu-super-camp"),
      ("camp MINUSMA de Tombouctou", "timbuktu-super-camp"),
      ("Soumpi camp", "soumpi-fama-camp"), ("camp militaire de Boni", "boni-fama-camp"),
      ("base de Konna", "konna"), ("province du Soum", "soum-province"),
      ("Arbinda", "arbinda"), ("Aribinda", "arbinda"), ("Tongo-Tongo", "tongo-tongo"),
      ("Inatès", "inates"), ("trois frontières", "liptako-gourma"),
      ("road to Bourem", "gao-bourem-road"), ("RN16", "mopti-douentza-road"),
      ("Côte d’Ivoire", "cote-divoire"), ("Tombouctou\u{A0}", "tombouctou"),
    ] as [(String, String?)]
  )
  func `brings spellings of one place together`(name: String, id: String?) throws {
    #expect(try match(name) == id)
  }

  @Test(
    arguments: [
      // DOMAIN's lists of incidents of 2018.
      "Bourem", "Gossi", "Hombori", "Koro", "Bankass", "Bandiagara", "Ouenkoro", "Djenné",
      "Ténenkou", "Youwarou", "Konna", "Boni", "Boulkessi", "Andéramboukane", "Tindinbawen",
      "Taylalene", "Talataye", "Tessalit", "Kidal", "Ber", "Nampala", "Dioura", "Somena",
      "Koumaga", "Nantaka", "Niafunké", "Goundam", "Diré", "Ansongo", "Labbézanga", "Djibo",
      "Dori", "Gorom-Gorom", "Markoye", "Ouahigouya", "Tillabéri", "Ayorou", "Inates", "Abala",
      "Ouallam", "Torodi", "Téra", "Niamey", "Douentza", "Niono", "Kati", "Taoudénit",
    ])
  func `finds every place of the incidents of 2018`(name: String) throws {
    let id = try #require(try match(name))
    let theatre = try Pack.theatre()
    let place = theatre.gazetteer.places[Int(theatre.gazetteer.place(id: id))]
    #expect(place.feature.isSettlement, "\(id)")
  }

  @Test func `finds every place by its own id, name and aliases`() throws {
    let gazetteer = try Pack.theatre().gazetteer
    for (index, place) in gazetteer.places.enumerated() {
      #expect(gazetteer.place(id: place.id) == Int32(index))
      for name in [place.name] + place.aliases {
        switch gazetteer.find(name) {
        case .one(let found):
          let meant = gazetteer.places[Int(found)]
          // A smaller place goes first, and an area of the theatre's own country.
          #expect(
            found == Int32(index) || meant.feature.rank < place.feature.rank
              || meant.country == "ML" && place.country != "ML",
            "“\(name)” of \(place.id) means \(meant.id)")
        case .ambiguous(let range):
          #expect(gazetteer.candidates(range).contains(Int32(index)))
        default:
          Issue.record("“\(name)” of \(place.id) is not found")
        }
      }
    }
  }

  @Test func `finds the seat of every cercle of Mali`() throws {
    let gazetteer = try Pack.theatre().gazetteer
    var cercles = 0
    for place in gazetteer.places where place.country == "ML" && place.feature == .cercle {
      cercles += 1
      let name = try #require(place.admin2)
      guard case .one(let index) = gazetteer.find(name) else {
        Issue.record("\(name) is not one place")
        continue
      }
      #expect(gazetteer.places[Int(index)].admin2 == name)
      #expect(gazetteer.places[Int(index)].feature.isSettlement)
    }
    #expect(cercles == 52)
  }

  /// The id of the one place that a name means.
  private func match(_ name: String) throws -> String? {
    let gazetteer = try Pack.theatre().gazetteer
    guard case .one(let index) = gazetteer.find(name) else { return nil }
    return gazetteer.places[Int(index)].id
  }
}

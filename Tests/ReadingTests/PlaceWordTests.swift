import Model
import Reading
import Testing
import Theatre

/// What single words around a place decide.
@Suite struct PlaceWordSuite {
  /// The place found, `?` unknown, `*` ambiguous, `-` none.
  static func read(_ text: String) throws -> String {
    let theatre = try #require(Corpus.theatre)
    var reader = SentenceReader(theatre)
    _ = reader.fix(of: text, theatre.gazetteer)
    let verdict = reader.places.verdict
    switch verdict.kind {
    case .nothing: return "-"
    case .ambiguous: return "*"
    case .unknown: return "?"
    case .found:
      let match = reader.places.finds[verdict.find].match
      return theatre.gazetteer.places[Int(match.index)].id
    }
  }

  @Test(arguments: [
    // An article behind the name is no byline; a date or an agency is.
    ("Diabaly, dans le cercle de Niono, a été la cible d'une attaque.", "diabaly"),
    ("Gao, le 12 mars : deux morts à Kidal.", "kidal"),
    ("BAMAKO, Mali (AP) - Gunmen attacked a camp in Kidal.", "kidal"),
    // What was said stands behind “que”: the place there is none of speech.
    ("Une source jointe à Gao affirme que le camp de Gossi a été harcelé.", "gossi"),
    ("L'état-major a annoncé à Bamako la mort de deux soldats à Léré.", "lere"),
    // An actor's name may begin a place's.
    ("Six gendarmes tués à Bambara Maoudé.", "bambara-maoude"),
    ("Des Bambara ont été attaqués à Diabaly.", "diabaly"),
    ("La Katiba Macina a attaqué Dioura.", "dioura"),
    // Half of a name is no direction and no region.
    ("L'hôtel Nord-Sud de Bamako a été attaqué.", "bamako"),
    ("Trois personnes tuées dans le centre du Mali.", "central-mali"),
    ("Attaque dans le nord du Burkina Faso.", "northern-burkina-faso"),
    // A hospital is where the wounded are brought, or what was attacked.
    ("Attaque à Boni, les blessés ont été évacués à l'hôpital de Sévaré.", "boni"),
    ("Des hommes armés ont pillé le centre de santé de Ténenkou.", "tenenkou"),
    ("Deux blessés transférés par hélicoptère à Gao après l'attaque de Tessit.", "tessit"),
    // Units, and what people call so.
    ("Le maire de la commune de Boni a été enlevé.", "boni"),
    ("Une explosion devant le gouvernorat de Kidal.", "kidal"),
    ("Opération dans le Gourma.", "gourma"),
    ("Opération dans la province du Gourma.", "gourma-province"),
    ("Opération dans le Liptako-Gourma.", "liptako-gourma"),
    ("Opération dans la zone des trois frontières.", "liptako-gourma"),
    ("Une attaque dans le Delta intérieur du Niger.", "macina-delta"),
  ])
  func `a word decides`(_ text: String, _ expected: String) throws {
    #expect(try Self.read(text) == expected, "\(text)")
  }
}

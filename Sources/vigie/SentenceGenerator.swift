import JSON
import Model
import Theatre

/// Notes in French and English that differ from each other, from one seed: for the benchmark.
///
/// In the manner of agency leads and security bulletins: one to three sentences with a place, a
/// day, tolls and actors, three in four of them French.
struct SentenceGenerator {
  private var random: SplitMix
  private let places: [String]
  private var writer = Writer(capacity: 1024)
  private var serial = 0

  init(seed: UInt64, theatre: Theatre) {
    random = SplitMix(state: seed)
    places = theatre.gazetteer.places.filter { $0.geoPrecision == 1 && $0.country == "ML" }
      .map(\.name)
  }

  /// The next note, `note/1`, about 350 bytes.
  mutating func next() -> [UInt8] {
    serial += 1
    let text =
      random.below(4) > 0
      ? fill(Self.french, Self.frenchWords) : fill(Self.english, Self.englishWords)
    writer.removeAll()
    writer.beginObject()
    let members: [(name: StaticString, value: String)] = [
      ("schema", "note/1"), ("id", "n-\(serial)"), ("source", "malijet"),
      ("written", "2018-0\(1 + random.below(9))-1\(random.below(10))T08:00:00Z"), ("text", text),
    ]
    for (name, value) in members {
      writer.name(name)
      writer.string(value)
    }
    writer.endObject()
    return writer.bytes
  }

  /// A template whose letters in braces are replaced: `{p}` a place, `{n}` a number, the others a
  /// word of their list.
  private mutating func fill(_ templates: [String], _ words: [Character: [String]]) -> String {
    var text = ""
    var isSlot = false
    for letter in templates[random.below(templates.count)] {
      switch letter {
      case "{": isSlot = true
      case "}": isSlot = false
      case "p" where isSlot: text += places[random.below(places.count)]
      case "n" where isSlot: text += String(2 + random.below(28))
      case _ where isSlot:
        let list = words[letter] ?? []
        text += list.isEmpty ? "" : list[random.below(list.count)]
      default: text.append(letter)
      }
    }
    return text
  }

  private static let french = [
    "Au moins {n} {v} ont été tués et {n} autres blessés {d} dans une embuscade tendue par {a} "
      + "entre {p} et {p}, a indiqué une source militaire. Les blessés ont été évacués à {p}.",
    "Un véhicule {f} a sauté sur une mine à {n} km au nord de {p}, faisant {n} morts et {n} "
      + "blessés parmi {w}.",
    "{p} : {a} ont attaqué {d} le poste de contrôle. Bilan : {n} morts, {n} blessés, deux "
      + "véhicules emportés. L'attaque n'a pas été revendiquée.",
    "Le chef de village de {p} a été enlevé {d} par {a} circulant à moto. Il se rendait à {p}.",
    "Selon un élu local joint à {p}, {a} ont incendié l'école du village et tué {n} {v}, {d}, "
      + "dans la région de Mopti.",
    "Des tirs de roquettes ont visé {d} le camp de la MINUSMA à {p}, sans faire de victime.",
    "Une attaque attribuée {b} a fait dix morts dont {n} {v} dans le village de Tinxarou "
      + "(cercle de {p}). Le bilan est provisoire.",
    "Le convoi {f}, parti de {p} pour {p}, a heurté un engin explosif improvisé près de {p}. Aucun "
      + "blessé n'est à déplorer.",
  ]

  private static let frenchWords: [Character: [String]] = [
    "v": ["soldats maliens", "civils", "gendarmes", "éleveurs peuls", "éléments de la CMA"],
    "w": ["les passagers", "les militaires", "les casques bleus", "les forains"],
    "d": [
      "lundi", "hier soir", "dans la nuit de mardi à mercredi", "samedi matin", "vers 5 heures",
    ],
    "a": [
      "des hommes armés non identifiés", "des présumés jihadistes", "des individus armés",
      "une trentaine d'assaillants",
    ],
    "b": ["au GSIM", "à l'EIGS", "à des chasseurs dozos", "à la katiba Macina"],
    "f": ["des FAMa", "de la MINUSMA", "de Barkhane", "d'une ONG", "de transport"],
  ]

  private static let english = [
    "{n} {v} were killed and {n} wounded {d} when {a} attacked their position near {p}, the army "
      + "said in a statement released in Bamako.",
    "A {f} hit an improvised explosive device about {n} km east of {p}, injuring {n} {v}.",
    "{a} abducted two aid workers on the road between {p} and {p} {d}.",
    "Suspected militants raided a village near {p} {d}, killing {n} people and burning houses. The "
      + "wounded were taken to the hospital in {p}.",
  ]

  private static let englishWords: [Character: [String]] = [
    "v": ["soldiers", "civilians", "peacekeepers", "gendarmes", "herders"],
    "d": ["on Tuesday", "overnight", "late on Friday", "last week", "early on Sunday"],
    "a": ["unidentified gunmen", "suspected jihadists", "armed men on motorbikes"],
    "f": ["UN convoy", "army truck", "public transport bus"],
  ]
}

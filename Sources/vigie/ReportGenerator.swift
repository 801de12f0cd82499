import JSON
import Model
import Theatre

/// Field reports that differ from each other, from one seed: for the benchmark and for load tests.
///
/// They are drawn like the real thing: a happening has a place, a time, actors and a toll, and is
/// reported by one to four teams within two days, each with errors of its own in place, time, toll
/// and wording; about one report in twenty-five is sent again unchanged.
struct ReportGenerator {
  private let gap: Int
  private var random: SplitMix
  private let places: [(name: String, point: Coordinates)]
  private var happening: Happening
  private var left = 0
  private var serial = 0
  private var writer = Writer(capacity: 2048)
  private var last: [UInt8] = []

  private struct Happening {
    var place = 0
    var start = Instant(seconds: 0)
    var kind = 0
    var killed = 0
    var wounded = 0
    var number = 0
    var firstTeam = 0
  }

  /// The first happening is at the start of March 2018; a new one follows after up to `gap` seconds
  /// and a minute.
  init(seed: UInt64, theatre: Theatre, gap: Int = 2400) {
    self.gap = gap
    random = SplitMix(state: seed)
    places = theatre.gazetteer.places.filter { $0.geoPrecision == 1 }.map {
      ($0.name, $0.coordinates)
    }
    happening = Happening()
    happening.start = Instant(seconds: 1_519_862_400)
  }

  /// The next report, `field-report/3`, about 950 bytes.
  mutating func next() -> [UInt8] {
    serial += 1
    if serial > 1, random.below(25) == 0 { return last }
    if left == 0 { beginHappening() }
    left -= 1
    writer.removeAll()
    write()
    last = writer.bytes
    return last
  }

  private mutating func beginHappening() {
    left = 1 + random.below(4)
    happening.number += 1
    happening.place = random.below(places.count)
    happening.start = happening.start.advanced(by: Int64(60 + random.below(gap)))
    happening.kind = Self.frequencies[random.below(Self.frequencies.count)]
    happening.killed = random.below(3) == 0 ? random.below(20) : random.below(4)
    happening.wounded = random.below(12)
    happening.firstTeam = random.below(Self.teams.count)
  }

  private mutating func write() {
    let kind = Self.kinds[happening.kind]
    let place = places[happening.place]
    let team = Self.teams[(happening.firstTeam + left) % Self.teams.count]
    let start = happening.start.advanced(by: Int64(random.below(5400)) - 2700)
    let toll = max(0, happening.killed + random.below(3) - 1)
    writer.beginObject()
    text("schema", "field-report/3")
    text("id", "\(team)-\(serial)")
    number("revision", 1)
    text("source", team)
    if random.below(3) == 0 { text("origin", Self.origins[random.below(Self.origins.count)]) }
    text("submitted", start.advanced(by: Int64(3600 + random.below(40_000))).description)
    writer.name("occurred")
    writer.beginObject()
    text("from", start.description)
    text("to", start.advanced(by: Int64(600 + random.below(7200))).description)
    text("precision", "hour")
    writer.endObject()
    text("kind", "security")
    text("assertion", "asserted")
    text("type", kind.type)
    list("tactics", kind.tactics)
    list("weapons", kind.weapons)
    list("targets", kind.targets)
    writePlace(place)
    writeActors(kind)
    writeTolls(toll)
    writeText(kind, place.name, toll)
    writer.endObject()
  }

  private mutating func writePlace(_ place: (name: String, point: Coordinates)) {
    writer.name("place")
    writer.beginObject()
    text("name", place.name)
    if random.below(2) == 0 {
      writer.name("latitude")
      writer.decimal(
        significand: Int64(place.point.latitude) + Int64(random.below(8000)) - 4000, exponent: -6)
      writer.name("longitude")
      writer.decimal(
        significand: Int64(place.point.longitude) + Int64(random.below(8000)) - 4000, exponent: -6)
    }
    text("precision", "exact")
    writer.endObject()
  }

  private mutating func writeActors(_ kind: Kind) {
    writer.name("actors")
    writer.beginArray()
    writer.beginObject()
    text("role", "perpetrator")
    text("attribution", random.below(2) == 0 ? "suspected" : "reported")
    writer.name("candidates")
    writer.beginArray()
    writer.beginObject()
    text("name", Self.armed[(happening.number + random.below(5) / 4) % Self.armed.count])
    writer.name("probability")
    writer.decimal(significand: Int64(40 + random.below(60)), exponent: -2)
    writer.endObject()
    writer.endArray()
    writer.endObject()
    writer.beginObject()
    text("role", "target")
    writer.name("candidates")
    writer.beginArray()
    writer.beginObject()
    text("name", kind.victim)
    writer.endObject()
    writer.endArray()
    writer.endObject()
    writer.endArray()
  }

  private mutating func writeTolls(_ killed: Int) {
    writer.name("tolls")
    writer.beginObject()
    writer.name("killed")
    writer.beginObject()
    writer.name("civilians")
    writer.beginObject()
    number("low", max(0, killed - 1))
    number("best", killed)
    number("high", killed + 2)
    writer.endObject()
    writer.endObject()
    writer.name("wounded")
    writer.beginObject()
    number("all", happening.wounded)
    writer.endObject()
    writer.endObject()
    writer.name("evaluation")
    writer.beginObject()
    text("reliability", ["A", "B", "C", "D"][random.below(4)])
    number("credibility", 1 + random.below(4))
    writer.endObject()
  }

  private mutating func writeText(_ kind: Kind, _ place: String, _ killed: Int) {
    let isFrench = random.below(3) != 0
    writer.name("text")
    writer.beginObject()
    text("language", isFrench ? "fr" : "en")
    text("title", isFrench ? "\(kind.french) à \(place)" : "\(kind.english) at \(place)")
    text(
      "description",
      isFrench
        ? "Selon des sources locales, \(kind.french.lowercased()) près de \(place) ; bilan "
          + "provisoire de \(killed) morts et \(happening.wounded) blessés, les habitants se sont "
          + "réfugiés en brousse. Fiche \(serial)."
        : "Local sources tell of \(kind.english.lowercased()) near \(place); first toll of "
          + "\(killed) dead and \(happening.wounded) wounded, people fled into the bush. "
          + "Sheet \(serial).")
    writer.endObject()
    writer.name("reporter")
    writer.beginObject()
    text("name", "Observateur \(random.below(400))")
    text("phone", "+223 00 00 \(10 + random.below(90)) \(10 + random.below(90))")
    writer.endObject()
  }

  private mutating func text(_ name: StaticString, _ value: String) {
    writer.name(name)
    writer.string(value)
  }

  private mutating func number(_ name: StaticString, _ value: Int) {
    writer.name(name)
    writer.integer(Int64(value))
  }

  private mutating func list(_ name: StaticString, _ values: [String]) {
    writer.name(name)
    writer.beginArray()
    for value in values { writer.string(value) }
    writer.endArray()
  }
}

extension ReportGenerator {
  struct Kind {
    let type: String
    let tactics: [String]
    let weapons: [String]
    let targets: [String]
    let victim: String
    let french: String
    let english: String
  }

  static let kinds: [Kind] = [
    Kind(
      type: "armed_clash", tactics: ["ambush"], weapons: ["small_arms"],
      targets: ["patrol", "military"], victim: "FAMa",
      french: "Embuscade contre une patrouille", english: "Ambush on a patrol"),
    Kind(
      type: "remote_explosive_landmine_ied", tactics: ["bombing"], weapons: ["ied"],
      targets: ["convoy", "peacekeepers"], victim: "MINUSMA",
      french: "Explosion d'un engin improvisé", english: "Roadside bomb"),
    Kind(
      type: "attack", tactics: ["raid", "arson"], weapons: ["small_arms", "incendiary"],
      targets: ["village", "civilians"], victim: "civils",
      french: "Attaque d'un village", english: "Attack on a village"),
    Kind(
      type: "suicide_bomb", tactics: ["complex_attack", "suicide_bombing"],
      weapons: ["svbied", "small_arms"], targets: ["base", "military"],
      victim: "Force conjointe G5 Sahel",
      french: "Attaque complexe contre un camp", english: "Complex attack on a camp"),
    Kind(
      type: "abduction_forced_disappearance", tactics: ["abduction"], weapons: ["small_arms"],
      targets: ["election_staff", "official"], victim: "agents électoraux",
      french: "Enlèvement d'agents électoraux", english: "Abduction of election staff"),
    Kind(
      type: "shelling_artillery_missile_attack", tactics: ["indirect_fire"], weapons: ["mortar"],
      targets: ["airport"], victim: "MINUSMA",
      french: "Tirs d'obus sur l'aéroport", english: "Shells fired at the airport"),
  ]
  /// Indexes into `kinds`, as often as such things happen: of a hundred happenings three are
  /// complex
  /// attacks, and one is on an airport.
  static let frequencies: [Int] =
    Array(repeating: 0, count: 30) + Array(repeating: 1, count: 22)
    + Array(repeating: 2, count: 36) + Array(repeating: 3, count: 3)
    + Array(repeating: 4, count: 8) + Array(repeating: 5, count: 1)
  static let teams = [
    "team-mopti-1", "team-mopti-2", "team-gao-1", "team-tombouctou-1", "team-menaka-1",
    "team-segou-1", "team-kidal-1", "team-bamako-1", "team-koulikoro-1",
  ]
  static let origins = ["afp", "reuters", "minusma", "rfi"]
  static let armed = ["GSIM", "JNIM", "EIGS", "ISGS", "hommes armés non identifiés"]
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for one seed everywhere.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

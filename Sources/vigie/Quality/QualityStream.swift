import JSON
import Model
import Theatre

/// A labelled stream of reports from several sources about known events, from one seed.
///
/// Each event of a table (UCDP GED) is told by one to six sources, each with errors of its own: in
/// place by precision, in time, spelling, language, toll, kind of act and attribution; some are
/// sent again, revised, or retracted. One event in six has a neighbour that must stay apart: 0–3
/// days and 0–10 km away, and another in at least one thing that reports tell.
struct QualityStream {
  /// How bad the reports are.
  enum Noise: String, CaseIterable {
    case low, medium, high

    /// Percent, by what goes wrong.
    var percent: (vague: Int, town: Int, date: Int, missing: Int, wrong: Int) {
      switch self {
      case .low: (vague: 3, town: 25, date: 2, missing: 10, wrong: 2)
      case .medium: (vague: 12, town: 40, date: 6, missing: 25, wrong: 6)
      case .high: (vague: 25, town: 50, date: 12, missing: 40, wrong: 15)
      }
    }
  }

  /// One event, as it truly was.
  struct Event {
    var id: Int
    var name: String
    var start: Instant
    var point: Coordinates
    var perpetrator: String
    var victim: String
    var kind: Int
    var low: Int
    var best: Int
    var high: Int
  }

  /// A report and the event it tells of.
  struct Item {
    var event: Int
    var source: String
    var id: String
    var submitted: Instant
    var document: [UInt8]
    var isRetraction = false
  }

  private(set) var events: [Event]
  private(set) var items: [Item] = []
  private var random: SplitMix
  private let noise: Noise
  private let theatre: Theatre
  private var writer = Writer(capacity: 2048)

  init(events: [Event], seed: UInt64, noise: Noise, theatre: Theatre) {
    self.events = events
    self.noise = noise
    self.theatre = theatre
    random = SplitMix(state: seed)
    tellApart()
    addNeighbours()
    tellApart()
    for index in self.events.indices { tell(index) }
    items.sort { ($0.submitted, $0.source, $0.id) < ($1.submitted, $1.source, $1.id) }
  }

  /// True neighbours: other happenings close by.
  private mutating func addNeighbours() {
    let count = events.count
    for index in 0..<count where random.below(6) == 0 {
      var other = events[index]
      other.id = events.count
      other.name += "+"
      let days = random.below(4)
      other.start = other.start.advanced(by: Int64(days) * 86_400 + Int64(random.below(14_400)))
      other.point = moved(other.point, meters: random.below(10_000))
      other.best = random.below(3) == 0 ? other.best * 4 + 15 : max(1, random.below(6))
      (other.low, other.high) = (max(0, other.best - 1), other.best + 2)
      // Of the same day it differs in what was done or to whom; two alike are one to every reader.
      if days == 0 || random.below(2) == 0 {
        other.kind = (other.kind + 1 + random.below(Self.kinds.count - 1)) % Self.kinds.count
      }
      if days == 0, random.below(2) == 0 {
        other.perpetrator = Self.armed[random.below(Self.armed.count)]
      }
      events.append(other)
    }
  }

  /// Gives events that are close to each other different kinds of act: what no report could tell
  /// apart is no test of telling it apart.
  private mutating func tellApart() {
    for (at, event) in events.enumerated() {
      var taken: Set<Int> = []
      for other in events[..<at]
      where abs(other.start.seconds - event.start.seconds) < 2 * 86_400
        && other.point.meters(to: event.point) < 12_000
      { taken.insert(other.kind) }
      var kind = event.kind
      while taken.contains(kind), taken.count < Self.kinds.count {
        kind = (kind + 1) % Self.kinds.count
      }
      events[at].kind = kind
    }
  }

  private mutating func moved(_ point: Coordinates, meters: Int) -> Coordinates {
    // A square is as good as a circle here, and needs no root.
    let reach = meters * 9
    guard reach > 0 else { return point }
    return Coordinates(
      latitude: point.latitude + Int32(random.below(reach * 2) - reach),
      longitude: point.longitude + Int32(random.below(reach * 2) - reach))
  }

  private mutating func tell(_ event: Int) {
    let count = [1, 1, 2, 2, 3, 3, 4, 5, 6][random.below(9)]
    var sources = Self.sources
    for at in 0..<min(count, sources.count) {
      sources.swapAt(at, at + random.below(sources.count - at))
      tell(event, sources[at])
    }
  }

  private mutating func tell(_ event: Int, _ source: String) {
    let serial = items.count
    let delay = Int64(1_800 + random.below(3) * random.below(86_400))
    var item = Item(
      event: event, source: source, id: "\(source)-\(serial)",
      submitted: events[event].start.advanced(by: delay), document: [])
    item.document = document(item, revision: 1)
    items.append(item)
    switch random.below(20) {
    case 0, 1:
      // The same bytes again: a telephone that tries twice.
      var again = item
      again.submitted = item.submitted.advanced(by: Int64(random.below(7_200)))
      items.append(again)
    case 2, 3:
      var revised = item
      revised.submitted = item.submitted.advanced(by: Int64(3_600 + random.below(172_800)))
      revised.document = document(revised, revision: 2)
      items.append(revised)
    case 4:
      var taken = item
      taken.id += "x"
      taken.isRetraction = true
      taken.submitted = item.submitted.advanced(by: Int64(3_600 + random.below(172_800)))
      taken.document = retraction(taken, of: item)
      items.append(taken)
    default: break
    }
  }

  // MARK: Documents

  private mutating func document(_ item: Item, revision: Int) -> [UInt8] {
    let event = events[item.event]
    let wrong = noise.percent.wrong
    let kind = Self.kinds[event.kind]
    writer.removeAll()
    writer.beginObject()
    text("id", item.id)
    text("source", item.source)
    number("revision", revision)
    text("submitted", item.submitted.description)
    text("kind", "security")
    if random.below(8) == 0 { text("origin", "afp") }
    writeTime(event)
    writePlace(event)
    if random.below(100) >= noise.percent.missing / 2 {
      text("type", random.below(100) < 2 * wrong ? kind.other : kind.type)
    }
    if random.below(100) >= noise.percent.missing {
      list("targets", random.below(100) < wrong ? ["civilians"] : kind.targets)
    }
    if random.below(100) >= 2 * noise.percent.missing { list("weapons", kind.weapons) }
    writeActors(event, wrong)
    writeToll(event, wrong)
    writer.endObject()
    return writer.bytes
  }

  private mutating func retraction(_ item: Item, of other: Item) -> [UInt8] {
    writer.removeAll()
    writer.beginObject()
    text("id", item.id)
    text("source", item.source)
    text("submitted", item.submitted.description)
    text("kind", "retraction")
    text("retracts", other.id)
    writer.endObject()
    return writer.bytes
  }

  private mutating func writeTime(_ event: Event) {
    var start = event.start
    if random.below(100) < noise.percent.date {
      start = start.advanced(by: random.below(2) == 0 ? -86_400 : 86_400)
    }
    let day = String(start.description.prefix(10))
    writer.name("occurred")
    writer.beginObject()
    switch random.below(100) {
    case 0..<25:
      let from = start.advanced(by: Int64(random.below(5_400)) - 2_700)
      text("from", from.description)
      text("to", from.advanced(by: Int64(1_800 + random.below(7_200))).description)
      text("precision", "hour")
    case 25..<(92 - noise.percent.vague / 2):
      text("from", day)
      text("precision", "day")
    case ..<(98 - noise.percent.vague / 4):
      text("from", day)
      text("precision", "week")
    default:
      text("from", String(day.prefix(7)))
      text("precision", "month")
    }
    writer.endObject()
  }

  private mutating func writePlace(_ event: Event) {
    writer.name("place")
    writer.beginObject()
    let nearest = theatre.gazetteer.nearest(to: event.point, withinMeters: 12_000)
    let roll = random.below(100)
    if roll < noise.percent.vague {
      let isNear = random.below(3) != 0
      point(moved(event.point, meters: isNear ? 12_000 : 40_000))
      text("precision", isNear ? "near" : "area")
    } else if roll < noise.percent.vague + noise.percent.town, nearest >= 0 {
      // Whoever names a town that is not close means "near" it.
      let place = theatre.gazetteer.places[Int(nearest)]
      text("name", place.name)
      if place.coordinates.meters(to: event.point) > 3_000 {
        text("precision", "near")
      } else if random.below(2) == 0 {
        point(moved(event.point, meters: 1_500))
      }
    } else {
      point(moved(event.point, meters: 1_500))
      text("precision", "exact")
    }
    writer.endObject()
  }

  private mutating func point(_ point: Coordinates) {
    writer.name("latitude")
    writer.decimal(significand: Int64(point.latitude), exponent: -6)
    writer.name("longitude")
    writer.decimal(significand: Int64(point.longitude), exponent: -6)
  }

  private mutating func writeActors(_ event: Event, _ wrong: Int) {
    guard random.below(100) >= noise.percent.missing else { return }
    let other = Self.armed[random.below(Self.armed.count)]
    let name = random.below(100) < wrong ? other : event.perpetrator
    writer.name("actors")
    writer.beginArray()
    writer.beginObject()
    text("role", "perpetrator")
    text("attribution", random.below(2) == 0 ? "suspected" : "reported")
    writer.name("candidates")
    writer.beginArray()
    writer.beginObject()
    text("name", spelled(name))
    writer.endObject()
    writer.endArray()
    writer.endObject()
    writer.endArray()
  }

  /// The same actor by one of its names, French or English.
  private mutating func spelled(_ name: String) -> String {
    let index = theatre.actors.find(name)
    guard index >= 0, random.below(3) == 0 else { return name }
    return theatre.actors.actors[Int(index)].id
  }

  private mutating func writeToll(_ event: Event, _ wrong: Int) {
    guard random.below(100) >= noise.percent.missing / 2 else { return }
    var best = event.best
    switch random.below(10) {
    case 0..<4: break
    case 4..<7: best = max(0, best + random.below(3) - 1)
    default: best = event.low + random.below(max(1, event.high - event.low + 1))
    }
    if random.below(100) < wrong { best = best * 2 + random.below(4) }
    writer.name("tolls")
    writer.beginObject()
    writer.name("killed")
    writer.beginObject()
    number("all", best)
    writer.endObject()
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

extension QualityStream {
  struct Kind {
    let type: String
    /// What somebody else takes it for.
    let other: String
    let targets: [String]
    let weapons: [String]
  }

  static let kinds: [Kind] = [
    Kind(
      type: "armed_clash", other: "attack", targets: ["patrol", "military"],
      weapons: ["small_arms"]),
    Kind(
      type: "attack", other: "armed_clash", targets: ["village", "civilians"],
      weapons: ["small_arms"]),
    Kind(
      type: "remote_explosive_landmine_ied", other: "attack", targets: ["convoy", "military"],
      weapons: ["ied"]),
    Kind(
      type: "abduction_forced_disappearance", other: "attack", targets: ["official"],
      weapons: ["small_arms"]),
    Kind(
      type: "suicide_bomb", other: "remote_explosive_landmine_ied", targets: ["base", "military"],
      weapons: ["svbied"]),
    Kind(
      type: "shelling_artillery_missile_attack", other: "remote_explosive_landmine_ied",
      targets: ["base"], weapons: ["mortar"]),
  ]
  static let sources = [
    "team-mopti-1", "team-gao-1", "team-tombouctou-1", "team-menaka-1", "team-segou-1", "afp",
    "reuters", "rfi", "studio-tamani", "malijet", "minusma", "jeune-afrique",
  ]
  static let armed = ["JNIM", "ISGS", "Ansar Dine", "GATIA", "Dan Na Ambassagou", "MNLA"]
}

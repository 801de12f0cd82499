internal import Model
internal import Theatre

/// What the forms ask of an incident, answered once for all of them.
struct IncidentFacts {
  let incident: Incident
  let theatre: Theatre
  private var tolls: [Tolls] = []

  init(incident: Incident, theatre: Theatre) {
    self.incident = incident
    self.theatre = theatre
    var all = Tolls()
    for cell in incident.tolls { all[cell.harm, cell.party] = cell.range }
    tolls = [all]
  }

  /// It has reports, and its id has not ended.
  var isStanding: Bool {
    incident.reportsTotal > 0 && incident.status != .retracted && incident.status != .mergedInto
  }

  func text(_ extent: Extent) -> String { incident.string(extent) }

  var placeName: String {
    let name = text(incident.place.name)
    return name.isEmpty ? text(incident.place.written) : name
  }

  /// The total, as reported or summed over parties.
  func total(_ harm: Harm, withAttackers: Bool) -> TollRange {
    tolls[0].total(harm, withAttackers: withAttackers)
  }

  func toll(_ harm: Harm, _ party: Party) -> TollRange { tolls[0][harm, party] }

  func measure(_ measure: Measure) -> TollRange {
    incident.measures.first { $0.measure == measure }?.range ?? .absent
  }

  /// Those in a role, the likeliest first; the same likelihood keeps the incident's order.
  func actors(_ roles: ActorRole...) -> [NamedActor] {
    incident.actors.enumerated().filter { roles.contains($0.element.role) }
      .sorted { ($1.element.percent, $0.offset) < ($0.element.percent, $1.offset) }
      .map { named($0.element) }
  }

  private func named(_ actor: IncidentActor) -> NamedActor {
    let id = text(actor.id)
    let index = theatre.actors.actor(id: id)
    guard index >= 0 else {
      return NamedActor(
        name: id.isEmpty ? text(actor.written) : id, percent: actor.percent, known: nil)
    }
    let known = theatre.actors.actors[Int(index)]
    return NamedActor(name: known.name.en, percent: actor.percent, known: known)
  }

  /// Civilians, or what is theirs, were hit or threatened.
  var isAgainstCivilians: Bool {
    !incident.targets.intersection(Self.civilian).isEmpty
      || toll(.killed, .civilians).best > 0 || toll(.wounded, .civilians).best > 0
  }

  private static let civilian = CodeSet<TargetClass>([
    .civilians, .village, .market, .school, .health, .ngo, .worship, .business, .transport,
    .journalists, .communityLeader, .displacedPeople, .refugees, .herders, .farmers,
  ])

  /// Armed state or foreign forces were hit.
  var isAgainstForces: Bool {
    !incident.targets.intersection(Self.forces).isEmpty
  }

  private static let forces = CodeSet<TargetClass>([
    .military, .base, .headquarters, .patrol, .convoy, .checkpoint, .police, .gendarmerie,
    .peacekeepers, .foreignForces,
  ])

  /// `2018-06-29` of an instant, by the theatre's clock.
  func date(_ instant: Instant) -> String {
    String("\(instant.advanced(by: theatre.localOffset))".prefix(10))
  }

  func year(_ instant: Instant) -> Int { instant.advanced(by: theatre.localOffset).civil.year }

  /// Each source once, in the order of their first reports.
  var sources: [String] {
    var seen: [String] = []
    for report in incident.reports {
      let source = text(report.source)
      if !source.isEmpty, !seen.contains(source) { seen.append(source) }
    }
    return seen
  }
}

/// Somebody who had a part, by the name the theatre has for it.
struct NamedActor {
  let name: String
  let percent: UInt8
  let known: Actor?
}

/// Degrees with so many decimals, rounded half away from zero; integers only.
func degrees(_ millionths: Int32, decimals: Int) -> String {
  var unit: Int64 = 1
  for _ in decimals..<6 { unit *= 10 }
  let size = Int64(millionths.magnitude)
  let rounded = (size + unit / 2) / unit
  var scale: Int64 = 1
  for _ in 0..<decimals { scale *= 10 }
  let fraction = String(rounded % scale)
  let zeros = String(repeating: "0", count: decimals - fraction.count)
  let sign = millionths < 0 && rounded > 0 ? "-" : ""
  return "\(sign)\(rounded / scale).\(zeros)\(fraction)"
}

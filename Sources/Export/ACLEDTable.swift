internal import Model
internal import Theatre

/// Rows in ACLED's columns, by its codebook: what follows its rules is coded, the rest left out.
enum ACLEDTable {
  static let columns = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
  ]

  static func row(_ facts: IncidentFacts) throws(LeftOut) -> [String] {
    let incident = facts.incident
    guard incident.kind == .security, let type = names(of: incident.subEvent) else {
      throw LeftOut(reason: "no event type of ACLED's")
    }
    guard let precision = timePrecision(incident.occurred.precision) else {
      throw LeftOut(reason: "a date worse than a month, which ACLED does not code")
    }
    guard let point = incident.place.coordinates else {
      throw LeftOut(reason: "no coordinates, which ACLED does not code")
    }
    let when = precision == 1 ? incident.occurred.earliest : incident.occurred.middle
    let country = CountryCodes(facts.text(incident.place.country))
    let sides = Sides(facts, at: when, country: country?.name ?? "")
    let place = [
      facts.text(incident.place.admin1), facts.text(incident.place.admin2), "", facts.placeName,
      degrees(point.latitude, decimals: 4), degrees(point.longitude, decimals: 4),
      "\(incident.place.geoPrecision)",
    ]
    return [
      incident.idText, facts.date(when), "\(facts.year(when))", "\(precision)", type.disorder,
      type.event, type.subEvent, sides.actor1, sides.associated, "\(sides.inter1)", sides.actor2,
      "", sides.inter2 == 0 ? "" : "\(sides.inter2)", "\(sides.interaction)",
      facts.isAgainstCivilians ? "Civilian targeting" : "", country?.iso ?? "",
      country?.region ?? "", country?.name ?? facts.text(incident.place.country),
    ] + place + [
      facts.sources.joined(separator: "; "), "", notes(facts, type.subEvent),
      "\(max(0, facts.total(.killed, withAttackers: true).low))", "",
      "\(incident.updated.seconds)",
    ]
  }

  /// 1 a day, 2 a week, 3 a month; worse is not coded.
  static func timePrecision(_ precision: TimePrecision) -> Int? {
    switch precision {
    case .minute, .hour, .partOfDay, .day: 1
    case .week: 2
    case .month: 3
    case .year: nil
    }
  }

  /// The report's own words are not in an incident, so a sentence is made of what is.
  private static func notes(_ facts: IncidentFacts, _ type: String) -> String {
    let incident = facts.incident
    var targets: [String] = []
    incident.targets.forEach { targets.append("\($0.name)".replacing("_", with: " ")) }
    let against = targets.isEmpty ? "" : " against " + targets.joined(separator: ", ")
    let killed = facts.total(.killed, withAttackers: true)
    let toll = killed.isPresent ? " Killed: \(killed.low) to \(killed.high)." : ""
    let reports = incident.reportsTotal == 1 ? "report" : "reports"
    let origins = incident.corroboration == 1 ? "origin" : "origins"
    return "\(type)\(against) at \(facts.placeName).\(toll) \(incident.reportsTotal) \(reports), "
      + "\(incident.corroboration) \(origins)."
  }
}

/// ACLED's two actors and their codes. Order means nothing, but that civilians are the second.
private struct Sides {
  var actor1 = "Unidentified Armed Group"
  var associated = ""
  var inter1: UInt8 = 3
  var actor2 = ""
  var inter2: UInt8 = 0

  init(_ facts: IncidentFacts, at time: Instant, country: String) {
    let first = facts.actors(.perpetrator)
    if let who = first.first {
      actor1 = who.name
      inter1 = who.known?.inter(at: time) ?? 3
      associated = first.dropFirst().map(\.name).joined(separator: "; ")
    }
    if let who = facts.actors(.target, .victimCommunity).first {
      actor2 = who.name
      inter2 = who.known?.inter(at: time) ?? 7
    } else if facts.isAgainstCivilians {
      actor2 = country.isEmpty ? "Civilians" : "Civilians (\(country))"
      inter2 = 7
    }
  }

  /// The lower digit first; a lone actor with a zero.
  var interaction: UInt8 {
    inter2 == 0 ? inter1 * 10 : min(inter1, inter2) * 10 + max(inter1, inter2)
  }
}

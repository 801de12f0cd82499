internal import Model
internal import Theatre

/// Rows in the columns of UCDP's Georeferenced Event Dataset (23.1), by its codebook.
enum GEDTable {
  static let columns = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
  ]

  static func row(_ facts: IncidentFacts) throws(LeftOut) -> [String] {
    let incident = facts.incident
    let killed = facts.total(.killed, withAttackers: true)
    guard incident.kind == .security else { throw LeftOut(reason: "no violence") }
    guard killed.high > 0 else { throw LeftOut(reason: "no death known, which UCDP does not code") }
    guard let point = incident.place.coordinates else { throw LeftOut(reason: "no coordinates") }
    let country = CountryCodes(facts.text(incident.place.country))
    let sides = Sides(facts)
    let (latitude, longitude) = (
      degrees(point.latitude, decimals: 6), degrees(point.longitude, decimals: 6)
    )
    var cells: [String: String] = [
      "id": incident.idText, "relid": incident.idText,
      "year": "\(facts.year(incident.occurred.earliest))", "active_year": "1",
      // UCDP's word for what is not final; only an analyst makes it so.
      "code_status": incident.status == .confirmed ? "Clear" : "Check",
      "type_of_violence": "\(sides.violence)", "dyad_name": "\(sides.a) - \(sides.b)",
      "side_a": sides.a, "side_b": sides.b, "number_of_sources": "\(incident.corroboration)",
      "source_original": facts.sources.joined(separator: ";"),
      "where_prec": "\(wherePrecision(facts))", "where_coordinates": facts.placeName,
      "where_description": facts.text(incident.place.written),
      "adm_1": facts.text(incident.place.admin1), "adm_2": facts.text(incident.place.admin2),
      "latitude": latitude, "longitude": longitude,
      "geom_wkt": "POINT (\(longitude) \(latitude))", "priogrid_gid": "\(priogrid(point))",
      "country": country?.name ?? facts.text(incident.place.country),
      "country_id": country?.gleditschWard ?? "", "region": "Africa",
      "event_clarity": incident.occurred.seconds > 7 * Instant.secondsPerDay ? "2" : "1",
      "date_prec": "\(datePrecision(incident.occurred))",
      "date_start": facts.date(incident.occurred.earliest),
      "date_end": facts.date(incident.occurred.latest), "best": "\(killed.best)",
      "high": "\(killed.high)", "low": "\(killed.low)",
    ]
    deaths(facts, best: killed.best, into: &cells)
    return columns.map { cells[$0] ?? "" }
  }

  /// By side; what is left of the total is unknown, so that the four add up to `best`.
  private static func deaths(
    _ facts: IncidentFacts, best: Int32, into cells: inout [String: String]
  ) {
    func known(_ party: Party) -> Int32 { max(0, facts.toll(.killed, party).best) }
    let (a, civilians) = (known(.attackers), known(.civilians))
    let b = known(.securityForces) + known(.peacekeepers)
    cells["deaths_a"] = "\(a)"
    cells["deaths_b"] = "\(b)"
    cells["deaths_civilians"] = "\(civilians)"
    cells["deaths_unknown"] = "\(max(0, best - a - b - civilians))"
  }

  /// 1 exact, 2 within 25 km, 3 a second-order unit, 4 a first-order one, 6 a country.
  static func wherePrecision(_ facts: IncidentFacts) -> Int {
    let place = facts.incident.place
    if place.radius <= 5_000 { return 1 }
    if place.radius <= 25_000 { return 2 }
    if !place.admin2.isEmpty, place.radius <= 75_000 { return 3 }
    return place.admin1.isEmpty ? 6 : 4
  }

  /// 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year.
  static func datePrecision(_ span: TimeSpan) -> Int {
    switch span.latest.day - span.earliest.day {
    case ...0: 1
    case 1...5: 2
    case 6...7: 3
    case 8...31: 4
    default: 5
    }
  }

  /// PRIO-GRID's cell: half a degree each way, counted from the south-west corner.
  static func priogrid(_ point: Coordinates) -> Int {
    let row = min(359, (Int(point.latitude) + 90_000_000) / 500_000)
    let column = min(719, (Int(point.longitude) + 180_000_000) / 500_000)
    return row * 720 + column + 1
  }
}

/// Whoever did it is side A, as UCDP has it for one-sided violence.
private struct Sides {
  var a = "Unknown"
  var b = "Unknown"
  /// 1 state-based, 2 non-state, 3 one-sided.
  var violence = 3

  init(_ facts: IncidentFacts) {
    let first = facts.actors(.perpetrator).first
    let second = facts.actors(.target, .victimCommunity).first
    if let first { a = first.name }
    let isCivilian = second?.known?.category == .civilians || second?.known?.isCommunity == true
    if let second, !isCivilian {
      b = second.name
      let states = [first?.known?.category, second.known?.category]
      violence = states.contains { $0 == .state || $0 == .external } ? 1 : 2
    } else if facts.isAgainstForces, second == nil {
      b = "Government forces"
      violence = 1
    } else {
      b = "Civilians"
    }
  }
}

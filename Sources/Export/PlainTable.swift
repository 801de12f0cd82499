internal import Model

/// Our own columns, and the HXL tag of each (hashtags of HXL 1.1, attributes after its pattern).
enum PlainTable {
  struct Column: Sendable {
    let name: String
    let tag: String
    let cell: @Sendable (IncidentFacts) -> String
  }

  static let columns: [Column] =
    identity + time + place + people + standing

  private static var identity: [Column] {
    [
      Column(name: "id", tag: "#event+id") { $0.incident.idText },
      Column(name: "version", tag: "#meta+version") { "\($0.incident.version)" },
      Column(name: "status", tag: "#status") { "\($0.incident.status.name)" },
      Column(name: "kind", tag: "#event+kind") { "\($0.incident.kind.name)" },
      Column(name: "event_type", tag: "#event+type") {
        code($0.incident.subEvent.event, unless: .unknown)
      },
      Column(name: "sub_event_type", tag: "#event+subtype") {
        code($0.incident.subEvent, unless: .unknown)
      },
      Column(name: "succeeded", tag: "#event+success") {
        $0.incident.isSuccess ? "true" : "false"
      },
      Column(name: "tactics", tag: "#event+tactic") { codes($0.incident.tactics) },
      Column(name: "weapons", tag: "#event+weapon") { codes($0.incident.weapons) },
      Column(name: "targets", tag: "#event+target") { codes($0.incident.targets) },
      Column(name: "themes", tag: "#event+theme") { codes($0.incident.themes) },
    ]
  }

  private static var time: [Column] {
    [
      Column(name: "occurred_from", tag: "#date+occurred+start") {
        "\($0.incident.occurred.earliest)"
      },
      Column(name: "occurred_to", tag: "#date+occurred+end") { "\($0.incident.occurred.latest)" },
      Column(name: "time_precision", tag: "#date+occurred+precision") {
        "\($0.incident.occurred.precision.name)"
      },
      Column(name: "first_reported", tag: "#date+reported") { "\($0.incident.created)" },
      Column(name: "updated", tag: "#date+updated") { "\($0.incident.updated)" },
    ]
  }

  private static var place: [Column] {
    [
      Column(name: "place", tag: "#loc+name") { $0.placeName },
      Column(name: "admin2", tag: "#adm2+name") { $0.text($0.incident.place.admin2) },
      Column(name: "admin1", tag: "#adm1+name") { $0.text($0.incident.place.admin1) },
      Column(name: "country", tag: "#country+code+v_iso2") { $0.text($0.incident.place.country) },
      Column(name: "latitude", tag: "#geo+lat") {
        $0.incident.place.coordinates.map { degrees($0.latitude, decimals: 6) } ?? ""
      },
      Column(name: "longitude", tag: "#geo+lon") {
        $0.incident.place.coordinates.map { degrees($0.longitude, decimals: 6) } ?? ""
      },
      Column(name: "radius_m", tag: "#geo+radius+m") { "\($0.incident.place.radius)" },
      Column(name: "geo_precision", tag: "#geo+precision") { "\($0.incident.place.geoPrecision)" },
    ]
  }

  private static var people: [Column] {
    var columns = [
      Column(name: "perpetrators", tag: "#group+name+perpetrator") {
        names($0.actors(.perpetrator))
      },
      Column(name: "claimants", tag: "#group+name+claimant") { names($0.actors(.claimant)) },
    ]
    let harms: [(name: String, tag: String, harm: Harm)] = [
      ("killed", "killed", .killed), ("wounded", "injured", .wounded),
      ("abducted", "abducted", .abducted),
    ]
    for (name, tag, harm) in harms {
      columns += range(name, "#affected+\(tag)") { $0.total(harm, withAttackers: true) }
    }
    columns += [
      Column(name: "civilians_killed", tag: "#affected+killed+civilians") {
        number($0.toll(.killed, .civilians), \.best)
      },
      Column(name: "displaced_individuals", tag: "#affected+displaced+ind") {
        number($0.measure(.individualsDisplaced), \.best)
      },
      Column(name: "displaced_households", tag: "#affected+displaced+hh") {
        number($0.measure(.householdsDisplaced), \.best)
      },
      Column(name: "schools_closed", tag: "#impact+schools+closed") {
        number($0.measure(.schoolsClosed), \.best)
      },
    ]
    return columns
  }

  private static var standing: [Column] {
    [
      Column(name: "reports", tag: "#meta+reports+num") { "\($0.incident.reportsTotal)" },
      Column(name: "origins", tag: "#meta+origins+num") { "\($0.incident.corroboration)" },
      Column(name: "reliability", tag: "#meta+reliability") {
        String(UnicodeScalar($0.incident.reliability))
      },
      Column(name: "credibility", tag: "#meta+credibility") { "\($0.incident.credibility)" },
      Column(name: "sources", tag: "#meta+source") { $0.sources.joined(separator: "; ") },
    ]
  }

  private static func range(
    _ name: String, _ tag: String, _ range: @escaping @Sendable (IncidentFacts) -> TollRange
  ) -> [Column] {
    [
      Column(name: "\(name)_low", tag: "\(tag)+min") { number(range($0), \.low) },
      Column(name: "\(name)_best", tag: tag) { number(range($0), \.best) },
      Column(name: "\(name)_high", tag: "\(tag)+max") { number(range($0), \.high) },
    ]
  }

  private static func number(_ range: TollRange, _ part: KeyPath<TollRange, Int32>) -> String {
    range.isPresent ? "\(range[keyPath: part])" : ""
  }

  private static func code<C: Code>(_ code: C, unless absent: C) -> String {
    code == absent ? "" : "\(code.name)"
  }

  private static func codes<C: Code>(_ set: CodeSet<C>) -> String {
    var names: [String] = []
    set.forEach { names.append("\($0.name)") }
    return names.joined(separator: "; ")
  }

  /// `JNIM 80%; Katiba Macina 20%`.
  private static func names(_ actors: [NamedActor]) -> String {
    actors.map { "\($0.name) \($0.percent)%" }.joined(separator: "; ")
  }
}

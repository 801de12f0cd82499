/// A form in which others take incidents, and what it has no room for.
public enum ExportFormat: String, CaseIterable, Sendable {
  case geojson, csv, hxl, acled, ged

  /// What a reader of this form does not learn; `incident/1` on the topic says all of it.
  public var notCarried: [String] {
    let fused = "which report gave each value, and why reports were merged or kept apart"
    let history = "earlier versions, and incidents that were merged or retracted"
    switch self {
    case .geojson:
      return [
        fused, history,
        "the shape of an area: a point and a radius in metres stand for it (there is no circle)",
      ]
    case .csv, .hxl:
      return [
        fused, history, "tolls by party, but for civilians killed",
        "contenders, alternatives, voices and decisions",
      ]
    case .acled:
      return [
        fused, history, "injured and abducted people, and ranges of tolls (ACLED has one number)",
        "anything but security incidents of a known kind, a month or better and below a country",
        "an event of several days as one row a day: it stands on its middle day",
        "ACLED's own ids, actor names and regions: ids are Vigie's, names the theatre's",
      ]
    case .ged:
      return [
        fused, history, "incidents in which nobody is known to have died",
        "UCDP's ids of events, conflicts, dyads and actors, and the sources' articles",
        "wounded, abducted and displaced people",
      ]
    }
  }

  public var mediaType: String {
    switch self {
    case .geojson: "application/geo+json"
    case .csv, .hxl, .acled, .ged: "text/csv; charset=utf-8; header=present"
    }
  }
}

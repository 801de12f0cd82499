internal import JSON
internal import Model

/// RFC 7946: a collection of features, longitude before latitude, WGS 84.
///
/// An incident without coordinates has the geometry `null`, which the standard allows.
enum GeoJSON {
  /// What the form cannot hold is said in a foreign member, which readers pass over.
  static func head(_ format: ExportFormat) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    writer.name("type")
    writer.string("FeatureCollection")
    writer.name("notCarried")
    writer.beginArray()
    for sentence in format.notCarried { writer.string(sentence) }
    writer.endArray()
    writer.name("features")
    return writer.bytes + Array("[".utf8)
  }

  static let foot = Array("\n]}\n".utf8)

  static func feature(_ facts: IncidentFacts, isFirst: Bool) -> [UInt8] {
    let incident = facts.incident
    var writer = Writer()
    writer.beginObject()
    writer.name("type")
    writer.string("Feature")
    writer.name("id")
    writer.string(incident.idText)
    writer.name("geometry")
    if let point = incident.place.coordinates {
      writer.beginObject()
      writer.name("type")
      writer.string("Point")
      writer.name("coordinates")
      writer.beginArray()
      writer.decimal(significand: Int64(point.longitude), exponent: -6)
      writer.decimal(significand: Int64(point.latitude), exponent: -6)
      writer.endArray()
      writer.endObject()
    } else {
      writer.null()
    }
    writer.name("properties")
    writer.beginObject()
    properties(facts, &writer)
    writer.endObject()
    writer.endObject()
    return Array((isFirst ? "\n" : ",\n").utf8) + writer.bytes
  }

  private static func properties(_ facts: IncidentFacts, _ writer: inout Writer) {
    let incident = facts.incident
    writer.name("version")
    writer.integer(Int64(incident.version))
    writer.member("status", incident.status)
    writer.member("kind", incident.kind)
    if incident.subEvent != .unknown {
      writer.member("event", incident.subEvent.event)
      writer.member("subEvent", incident.subEvent)
    }
    if !incident.isSuccess {
      writer.name("success")
      writer.bool(false)
    }
    writer.member("tactics", incident.tactics)
    writer.member("weapons", incident.weapons)
    writer.member("targets", incident.targets)
    writer.member("themes", incident.themes)
    writer.member("occurred", incident.occurred)
    writer.member("place", facts.placeName)
    writer.member("admin1", facts.text(incident.place.admin1))
    writer.member("admin2", facts.text(incident.place.admin2))
    writer.member("country", facts.text(incident.place.country))
    writer.name("radius")
    writer.integer(Int64(incident.place.radius))
    writer.name("geoPrecision")
    writer.integer(Int64(incident.place.geoPrecision))
    numbers(facts, &writer)
    actors(facts, &writer)
    writer.name("reports")
    writer.integer(Int64(incident.reportsTotal))
    writer.name("origins")
    writer.integer(Int64(incident.corroboration))
    writer.member("reliability", String(UnicodeScalar(incident.reliability)))
    writer.name("credibility")
    writer.integer(Int64(incident.credibility))
    writer.member("updated", incident.updated)
  }

  private static func numbers(_ facts: IncidentFacts, _ writer: inout Writer) {
    for harm in Harm.every {
      let total = facts.total(harm, withAttackers: true)
      guard total.isPresent else { continue }
      writer.name(harm.name)
      writer.value(total)
    }
    for cell in facts.incident.measures {
      writer.name(cell.measure.name)
      writer.value(cell.range)
    }
  }

  private static func actors(_ facts: IncidentFacts, _ writer: inout Writer) {
    let all = facts.actors(.perpetrator)
    guard !all.isEmpty else { return }
    writer.name("perpetrators")
    writer.beginArray()
    for actor in all {
      writer.beginObject()
      writer.member("name", actor.name)
      writer.name("percent")
      writer.integer(Int64(actor.percent))
      writer.endObject()
    }
    writer.endArray()
  }
}

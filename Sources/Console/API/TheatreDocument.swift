internal import JSON
internal import Model
public import Theatre

/// What `/api/v1/theatre` says: the words and places that a page needs, made once at start.
public struct TheatreDocument: Sendable {
  let document: [UInt8]
  /// A feature collection of the pack's units; empty where the pack has none.
  let boundaries: [UInt8]

  /// `boundaryFiles` are the pack's own, as `vigie theatre import-boundaries` writes them.
  public init(_ theatre: Theatre, boundaryFiles: [[UInt8]] = []) {
    document = Self.document(theatre)
    boundaries = Self.collection(boundaryFiles)
  }

  private static func document(_ theatre: Theatre) -> [UInt8] {
    var writer = Writer(capacity: 64 << 10)
    writer.beginObject()
    writer.member("name", theatre.name)
    write("title", theatre.title, &writer)
    writer.name("countries")
    writer.beginArray()
    for country in theatre.countries { writer.string(country) }
    writer.endArray()
    writer.member("localOffset", theatre.localOffset)
    writer.name("box")
    writer.beginArray()
    for degrees in [
      theatre.box.southWest.longitude, theatre.box.southWest.latitude,
      theatre.box.northEast.longitude, theatre.box.northEast.latitude,
    ] {
      writer.decimal(significand: Int64(degrees), exponent: -6)
    }
    writer.endArray()
    list("places", theatre.gazetteer.places.filter(isShown), &writer) { place, writer in
      writer.member("id", place.id)
      writer.member("name", place.name)
      writer.member("feature", "\(place.feature.name)")
      writer.member("country", place.country)
      writer.member("admin1", place.admin1 ?? "")
      writer.name("latitude")
      writer.decimal(significand: Int64(place.coordinates.latitude), exponent: -6)
      writer.name("longitude")
      writer.decimal(significand: Int64(place.coordinates.longitude), exponent: -6)
    }
    list("actors", theatre.actors.actors, &writer) { actor, writer in
      writer.member("id", actor.id)
      write("name", actor.name, &writer)
    }
    list("sources", theatre.sources.sources, &writer) { source, writer in
      writer.member("id", source.id)
      writer.member("name", source.name)
    }
    list("rules", theatre.rules.rules, &writer) { rule, writer in
      writer.member("id", rule.id)
      write("name", rule.name, &writer)
    }
    list("calendar", theatre.calendar.entries, &writer) { entry, writer in
      writer.member("id", entry.id)
      write("name", entry.name, &writer)
      writer.member("kind", "\(entry.kind.name)")
      writer.member("starts", "\(entry.starts)")
      writer.member("ends", "\(entry.ends)")
    }
    writer.endObject()
    return writer.bytes
  }

  /// Regions, and towns that a map of a country names.
  private static func isShown(_ place: Place) -> Bool {
    switch place.feature {
    case .seat1, .seat2, .region: true
    default: false
    }
  }

  private static func list<Item>(
    _ name: StaticString, _ items: [Item], _ writer: inout Writer,
    _ body: (Item, inout Writer) -> Void
  ) {
    writer.name(name)
    writer.beginArray()
    for item in items {
      writer.beginObject()
      body(item, &writer)
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ name: StaticString, _ text: LocalText, _ writer: inout Writer) {
    writer.name(name)
    writer.beginObject()
    writer.member("fr", text.fr)
    writer.member("en", text.en)
    writer.endObject()
  }

  /// All features of all files; each says whether it is computed and no one's official line.
  private static func collection(_ files: [[UInt8]]) -> [UInt8] {
    let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 16))
    var writer = Writer(capacity: 64 << 10)
    writer.beginObject()
    writer.member("type", "FeatureCollection")
    writer.name("features")
    writer.beginArray()
    for file in files {
      do throws(Fault) {
        let root = try parser.parse(file).root
        for feature in root["features"].map({ Array($0.elements) }) ?? [] {
          writer.beginObject()
          writer.member("type", "Feature")
          writer.member("properties", copying: feature["properties"])
          writer.name("level")
          writer.integer(root["level"]?.int64 ?? 1)
          writer.name("approximate")
          writer.bool(root["approximate"]?.bool ?? false)
          writer.member("geometry", copying: feature["geometry"])
          writer.endObject()
        }
      } catch {
        continue
      }
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }
}

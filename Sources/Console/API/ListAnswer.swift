internal import JSON
internal import Model

/// Writes a page of a list in one of three forms.
struct ListAnswer {
  enum Form: String, CaseIterable { case json, geojson, ndjson }

  /// One thing: its document, and where it is drawn.
  struct Part {
    var document: [UInt8]
    var geometry: [Coordinates] = []
  }

  let form: Form
  let parts: [Part]
  let total: Int
  let next: String?
  /// The view's sequence number: `events?after=` goes on from here.
  let sequence: UInt64

  var answer: Answer {
    switch form {
    case .json: Answer(body: json)
    case .geojson: Answer(mediaType: MediaType.geoJSON, body: geoJSON)
    case .ndjson: Answer(mediaType: MediaType.lines, body: lines)
    }
  }

  private var json: [UInt8] {
    var writer = writer
    writer.beginObject()
    head(&writer)
    writer.name("items")
    writer.beginArray()
    for part in parts { part.document.withUnsafeBytes { writer.raw($0) } }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  /// RFC 7946. A thing without a point has the geometry `null`; one with several is a MultiPoint.
  private var geoJSON: [UInt8] {
    var writer = writer
    writer.beginObject()
    writer.member("type", "FeatureCollection")
    head(&writer)
    writer.name("features")
    writer.beginArray()
    for part in parts {
      writer.beginObject()
      writer.member("type", "Feature")
      writer.name("geometry")
      geometry(part.geometry, &writer)
      writer.name("properties")
      part.document.withUnsafeBytes { writer.raw($0) }
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  private var lines: [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += part.document
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private var writer: Writer {
    Writer(capacity: parts.reduce(1024) { $0 + $1.document.count + 128 })
  }

  private func head(_ writer: inout Writer) {
    writer.member("total", Int64(total))
    writer.member("sequence", Int64(sequence))
    if let next { writer.member("next", next) }
  }

  private func geometry(_ points: [Coordinates], _ writer: inout Writer) {
    guard let first = points.first else { return writer.null() }
    writer.beginObject()
    writer.member("type", points.count == 1 ? "Point" : "MultiPoint")
    writer.name("coordinates")
    if points.count > 1 { writer.beginArray() }
    for point in points.count == 1 ? [first] : points {
      writer.beginArray()
      writer.decimal(significand: Int64(point.longitude), exponent: -6)
      writer.decimal(significand: Int64(point.latitude), exponent: -6)
      writer.endArray()
    }
    if points.count > 1 { writer.endArray() }
    writer.endObject()
  }
}

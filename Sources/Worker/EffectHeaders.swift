public import Assessment
internal import Model

/// The CloudEvents attributes of what Assessment gives out, in Kafka's binary mode, and the trace
/// of the report that caused it.
public struct EffectHeaders {
  private var id: [UInt8] = []
  private var time: [UInt8] = []

  public init() {}

  public mutating func incident(
    _ effect: IncidentEffect, trace: ArraySlice<UInt8>,
    _ body: (StaticString, UnsafeRawBufferPointer) -> Void
  ) {
    fill("i-\(effect.id)", version: effect.version, at: effect.time)
    each("org.vigie.incident.v1", "urn:vigie:schema:incident:1", trace, body)
  }

  public mutating func alert(
    _ effect: AlertEffect, trace: ArraySlice<UInt8>,
    _ body: (StaticString, UnsafeRawBufferPointer) -> Void
  ) {
    fill(effect.alert.idText, version: effect.alert.version, at: effect.alert.updated)
    each("org.vigie.alert.v1", "urn:vigie:schema:alert:1", trace, body)
  }

  public mutating func cap(
    _ effect: AlertEffect, trace: ArraySlice<UInt8>,
    _ body: (StaticString, UnsafeRawBufferPointer) -> Void
  ) {
    fill(effect.alert.idText, version: effect.alert.version, at: effect.alert.updated)
    each(
      "org.vigie.alert.cap.v1", "urn:oasis:names:tc:emergency:cap:1.2", trace, body,
      "application/cap+xml")
  }

  public mutating func watch(
    _ effect: WatchEffect, trace: ArraySlice<UInt8>,
    _ body: (StaticString, UnsafeRawBufferPointer) -> Void
  ) {
    fill(effect.level.key, version: effect.level.version, at: effect.level.since)
    each("org.vigie.watch.v1", "urn:vigie:schema:watch:1", trace, body)
  }

  private mutating func fill(_ name: String, version: Int32, at instant: Instant) {
    id = Array("\(name).\(version)".utf8)
    time = Array(instant.description.utf8)
  }

  private func each(
    _ type: StaticString, _ schema: StaticString, _ trace: ArraySlice<UInt8>,
    _ body: (StaticString, UnsafeRawBufferPointer) -> Void,
    _ content: StaticString = "application/json"
  ) {
    func constant(_ name: StaticString, _ value: StaticString) {
      body(name, UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }
    constant("ce_specversion", "1.0")
    id.withUnsafeBytes { body("ce_id", $0) }
    constant("ce_source", "/vigie/assessment")
    constant("ce_type", type)
    time.withUnsafeBytes { body("ce_time", $0) }
    constant("ce_dataschema", schema)
    constant("content-type", content)
    if !trace.isEmpty { trace.withUnsafeBytes { body("traceparent", $0) } }
  }
}

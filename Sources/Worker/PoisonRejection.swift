internal import JSON
internal import Kafka
internal import Model

/// The rejection of a report that ended every worker that assessed it, as `rejection/1`.
struct PoisonRejection {
  let key: [UInt8]?
  let value: [UInt8]
  private let position: String
  private let time: String?

  init(_ record: borrowing ConsumedRecord, topic: String) {
    let stamp = record.timestamp
    let milliseconds = stamp.kind == .absent ? nil : stamp.milliseconds
    key = record.key.map { Array($0) }
    position = "\(topic)/\(record.partition)/\(record.offset)"
    time = milliseconds.map { Instant(seconds: $0 / 1000).description }
    let rejection = Rejection(
      reason: .poison,
      sentence: "Assessing this report ended \(Caution.deathsMax) workers; it was passed by.",
      position: RejectionPosition(
        topic: topic, partition: record.partition, offset: record.offset, timestamp: milliseconds),
      original: RejectionOriginal(
        key: key, value: record.value.map { Array($0) },
        headers: record.headers.map {
          RejectionOriginal.Header(name: Array($0.name), value: $0.value.map { Array($0) })
        }))
    var writer = Writer()
    rejection.write(to: &writer)
    value = writer.bytes
  }

  func headers() -> OutgoingHeaders {
    var list = OutgoingHeaders()
    list.append("ce_specversion", "1.0" as StaticString)
    list.append("ce_id", position)
    list.append("ce_source", "/vigie/assessment" as StaticString)
    list.append("ce_type", "org.vigie.rejection.v1" as StaticString)
    if let time { list.append("ce_time", time) }
    list.append("ce_dataschema", "urn:vigie:schema:rejection:1" as StaticString)
    list.append("content-type", "application/json" as StaticString)
    list.append("vigie_position", position)
    list.append("vigie_reason", RejectionReason.poison.name)
    return list
  }
}

internal import Assessment
internal import Kafka
internal import Model

extension Sector {
  /// Appends a clock record to this sector's own log when one is due, in a transaction of its own.
  ///
  /// When it throws nothing was written, and the next one will do.
  func appendClock(at now: Instant) throws(KafkaFailure) {
    guard pace.isDue(at: now, logTime: core.logTime) else { return }
    let record = ClockRecord(time: now)
    var outgoing = OutgoingHeaders()
    record.forEachHeader { outgoing.append($0, $1) }
    try writer.begin()
    var failure: KafkaFailure?
    var given: OutgoingHeaders? = outgoing
    ClockRecord.key.withUnsafeBytes { key in
      record.value.withUnsafeBytes { value in
        do throws(KafkaFailure) {
          guard let headers = given.take() else { return }
          try writer.send(
            SectorTopic.accepted, partition: partition, key: key, value: value,
            timestamp: now.seconds * 1000, headers: headers)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    try writer.commit()
  }
}

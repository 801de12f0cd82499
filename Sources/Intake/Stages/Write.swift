internal import JSON
internal import Model

extension Intake {
  /// More than this ahead of Kafka's timestamp, and the sender's clock is wrong.
  private static let clockAheadSeconds: Int64 = 86_400

  /// The output record of an accepted report: value, key and CloudEvents headers in binary mode.
  func write(_ record: RawRecord, _ output: inout IntakeOutput) {
    output.draft.report.write(to: &output.writer)
    let id = output.draft.report.id
    output.setKey(2 + Fingerprint.textCount) { buffer in
      buffer[0] = UInt8(ascii: "r")
      buffer[1] = UInt8(ascii: "-")
      id.write(to: UnsafeMutableRawBufferPointer(rebasing: buffer[2...]))
    }
    let submitted = output.draft.report.submitted
    if let timestamp = record.timestamp,
      submitted.seconds > timestamp / 1000 + Self.clockAheadSeconds
    {
      output.receiptFlags.insert(.clockAhead)
    }
    output.headers.add("ce_specversion", "1.0")
    output.headers.begin("ce_id")
    output.appendKeyToHeaders()
    output.headers.append(UInt8(ascii: "."))
    output.headers.append(Int64(output.draft.report.revision))
    output.headers.add("ce_source", "/vigie/intake")
    output.headers.add("ce_type", "org.vigie.report.v1")
    output.headers.begin("ce_time")
    append(submitted, &output.headers)
    output.headers.add("ce_dataschema", "urn:vigie:schema:report:1")
    output.headers.add("content-type", "application/json")
    addOrigin(record, &output.headers)
    if output.receiptFlags.contains(.clockAhead) {
      output.headers.add("vigie_flags", Flag.clockAhead.name)
    }
  }

  /// The output record of a rejection.
  func reject(_ record: RawRecord, _ refusal: Refusal, _ output: inout IntakeOutput) {
    let rejection = Rejection(refusal, record)
    output.outcome = .rejected(refusal.reason)
    output.writer.removeAll()
    rejection.write(to: &output.writer)
    output.clearKey()
    if let key = record.key { output.setKey(key.count) { $0.copyMemory(from: key) } }
    output.headers.clear()
    output.headers.add("ce_specversion", "1.0")
    output.headers.begin("ce_id")
    appendPosition(record, &output.headers)
    output.headers.add("ce_source", "/vigie/intake")
    output.headers.add("ce_type", "org.vigie.rejection.v1")
    if let timestamp = record.timestamp, timestamp >= 0 {
      output.headers.begin("ce_time")
      append(Instant(seconds: timestamp / 1000), &output.headers)
    }
    output.headers.add("ce_dataschema", "urn:vigie:schema:rejection:1")
    output.headers.add("content-type", "application/json")
    addOrigin(record, &output.headers)
    output.headers.add("vigie_reason", refusal.reason.name)
    output.rejection = rejection
  }

  /// Rejects a record that ended every worker that processed it, without looking into its value.
  public func rejectPoison(_ record: RawRecord, deaths: Int, into output: inout IntakeOutput) {
    output.clear()
    reject(
      record,
      Refusal(
        .poison, "Processing this record ended \(deaths) workers; it was not looked at again."),
      &output)
  }

  /// Where the raw record stands, and the trace it belongs to.
  private func addOrigin(_ record: RawRecord, _ headers: inout OutputHeaders) {
    if let trace = record.header(RawHeader.traceParent) {
      headers.add("traceparent", trace)
    }
    headers.begin("vigie_position")
    appendPosition(record, &headers)
  }

  private func appendPosition(_ record: RawRecord, _ headers: inout OutputHeaders) {
    record.topic.nameBytes.withUnsafeBytes { headers.append($0) }
    headers.append(UInt8(ascii: "/"))
    headers.append(Int64(record.partition))
    headers.append(UInt8(ascii: "/"))
    headers.append(record.offset)
  }

  private func append(_ instant: Instant, _ headers: inout OutputHeaders) {
    headers.append(20) { instant.write(to: $0) }
  }
}

extension Rejection {
  /// The whole of a refused record, copied.
  fileprivate init(_ refusal: Refusal, _ record: RawRecord) {
    self.init(
      reason: refusal.reason, sentence: refusal.sentence,
      position: RejectionPosition(
        topic: record.topic.name, partition: record.partition, offset: record.offset,
        timestamp: record.timestamp),
      original: RejectionOriginal(
        key: record.key.map { Array($0) }, value: record.value.map { Array($0) },
        headers: record.headers.map {
          RejectionOriginal.Header(name: Array($0.name), value: $0.value.map { Array($0) })
        }))
    violations = refusal.violations
    schema = refusal.schema
    fault = refusal.fault
    offset = refusal.offset
    let before = record.header(RawHeader.attempts).flatMap { Decimal($0)?.integer } ?? 0
    attempts = Int32(clamping: max(0, before) + (before == .max ? 0 : 1))
  }
}

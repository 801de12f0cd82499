internal import JSON
internal import Model

extension Intake {
  /// More than this ahead of Kafka's timestamp, and the sender's clock is wrong.
  private static let clockAheadSeconds: Int64 = 86_400

  /// The output record of an accepted report: value, key and CloudEvents headers in binary mode.
  func write(_ record: RawRecord, _ output: inout IntakeOutput) {
    output.draft.report.write(to: &output.writer)
    let id = output.draft.report.id
    let submitted = output.draft.report.submitted
    output.setKey(Self.keyCount) { out in
      out[0] = UInt8(ascii: "r")
      out[1] = UInt8(ascii: "-")
      id.write(to: UnsafeMutableRawBufferPointer(rebasing: out[2...]))
    }
    if let timestamp = record.timestamp,
      submitted.seconds > timestamp / 1000 + Self.clockAheadSeconds
    {
      output.receiptFlags.insert(.clockAhead)
    }
    let revision = Int64(output.draft.report.revision)
    let identity = output.appendToHeaders(upTo: Self.keyCount + 21) { key, out in
      out.copyMemory(from: key)
      out[key.count] = UInt8(ascii: ".")
      return Self.write(revision, to: out, at: key.count + 1)
    }
    let time = output.headers.append(upTo: Instant.textCount) { out in
      submitted.write(to: out)
      return Instant.textCount
    }
    output.headers.add("ce_specversion", "1.0")
    output.headers.add("ce_id", identity)
    output.headers.add("ce_source", "/vigie/intake")
    output.headers.add("ce_type", "org.vigie.report.v1")
    output.headers.add("ce_time", time)
    output.headers.add("ce_dataschema", "urn:vigie:schema:report:1")
    output.headers.add("content-type", "application/json")
    addOrigin(record, &output.headers)
    if output.receiptFlags.contains(.clockAhead) {
      output.headers.add("vigie_flags", Flag.clockAhead.name)
    }
  }

  /// `r-` and the id.
  private static let keyCount = 2 + Fingerprint.textCount

  /// Writes an integer and returns where it ends.
  private static func write(
    _ integer: Int64, to out: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int {
    if (0...9).contains(integer) {
      out[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: integer)
      return start + 1
    }
    return Decimal.withText(of: integer) { text in
      UnsafeMutableRawBufferPointer(rebasing: out[start..<start + text.count])
        .copyMemory(from: text)
      return start + text.count
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
    let name = record.topic.nameBytes
    _ = headers.append(upTo: name.count + 42) { out in
      name.withUnsafeBytes { out.copyMemory(from: $0) }
      out[name.count] = UInt8(ascii: "/")
      let end = Self.write(Int64(record.partition), to: out, at: name.count + 1)
      out[end] = UInt8(ascii: "/")
      return Self.write(record.offset, to: out, at: end + 1)
    }
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

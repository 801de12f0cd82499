public import JSON

extension Incident {
  /// Appends this incident as `incident/1`, canonical: one member order, absent members left out.
  public func write(to writer: inout Writer) {
    storage.withUnsafeBytes { text in
      writer.beginObject()
      writer.name("schema")
      writer.string("incident/1")
      writer.name("id")
      writer.identifier("i-", id)
      writer.name("version")
      writer.integer(Int64(version))
      writer.member("change", change)
      writer.member("reason", reason)
      writer.name("because")
      writer.string(reason.sentence)
      writer.member("kind", kind)
      writer.member("status", status)
      writer.member("created", created)
      writer.member("updated", updated)
      if mergedInto != .zero {
        writer.name("mergedInto")
        writer.identifier("i-", mergedInto)
      }
      if campaign != .zero {
        writer.name("campaign")
        writer.beginObject()
        writer.name("id")
        writer.identifier("c-", campaign)
        writer.member("reason", campaignReason)
        writer.endObject()
      }
      if reportsTotal > 0 { writeFused(to: &writer, text) }
      writeReports(to: &writer, text)
      writeVoices(to: &writer, text)
      writer.endObject()
    }
  }

  private func writeFused(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    writer.name("occurred")
    writer.beginObject()
    writer.member("earliest", occurred.earliest)
    writer.member("latest", occurred.latest)
    writer.member("precision", occurred.precision)
    if isTimeDisputed {
      writer.name("disputed")
      writer.bool(true)
    }
    writer.from(occurredFrom)
    writer.endObject()
    writePlace(to: &writer, text)
    if subEvent != .unknown {
      writer.name("classification")
      writer.beginObject()
      writer.member("event", subEvent.event)
      writer.member("subEvent", subEvent)
      writer.from(subEventFrom)
      writer.endObject()
    }
    if !isSuccess {
      writer.name("success")
      writer.bool(false)
    }
    writer.member("tactics", tactics)
    writer.member("weapons", weapons)
    writer.member("targets", targets)
    writer.member("themes", themes)
    writeActors(to: &writer, text)
    writeNumbers(to: &writer)
    writer.name("corroboration")
    writer.integer(Int64(corroboration))
    writer.name("reliability")
    withUnsafeBytes(of: reliability) { writer.string(utf8: $0) }
    writer.name("credibility")
    writer.integer(Int64(credibility))
  }

  private func writePlace(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    writer.name("place")
    writer.beginObject()
    writer.member("written", place.written, text)
    writer.member("id", place.id, text)
    writer.member("name", place.name, text)
    if let point = place.coordinates { writer.members(point) }
    writer.name("radius")
    writer.integer(Int64(place.radius))
    writer.name("geoPrecision")
    writer.integer(Int64(place.geoPrecision))
    writer.member("country", place.country, text)
    writer.member("admin1", place.admin1, text)
    writer.member("admin2", place.admin2, text)
    writer.from(placeFrom)
    writer.endObject()
    guard !alternatives.isEmpty else { return }
    writer.name("alternatives")
    writer.beginArray()
    for other in alternatives {
      writer.beginObject()
      writer.member("name", other.name, text)
      if let point = other.coordinates { writer.members(point) }
      writer.name("radius")
      writer.integer(Int64(other.radius))
      writer.from(other.from)
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeVoices(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    if !voices.isEmpty {
      writer.name("voices")
      writer.beginArray()
      for voice in voices {
        writer.beginObject()
        writer.name("kind")
        writer.string(voice.kind == .security ? "denial" : voice.kind.name)
        writer.member("actor", voice.actor, text)
        writer.member("submitted", voice.submitted)
        writer.member("source", voice.source, text)
        writer.from(voice.from)
        writer.endObject()
      }
      writer.endArray()
    }
    guard !decisions.isEmpty else { return }
    writer.name("decisions")
    writer.beginArray()
    for decision in decisions {
      writer.beginObject()
      writer.member("verdict", decision.verdict)
      writer.member("source", decision.source, text)
      writer.from(decision.from)
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeActors(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    guard !actors.isEmpty else { return }
    writer.name("actors")
    writer.beginArray()
    for actor in actors {
      writer.beginObject()
      writer.member("role", actor.role)
      writer.member("attribution", actor.attribution)
      writer.member("id", actor.id, text)
      writer.member("written", actor.written, text)
      writer.name("percent")
      writer.integer(Int64(actor.percent))
      writer.from(actor.from)
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeNumbers(to writer: inout Writer) {
    if !tolls.isEmpty {
      writer.name("tolls")
      writer.beginArray()
      for toll in tolls {
        writer.beginObject()
        writer.member("harm", toll.harm)
        writer.member("party", toll.party)
        writer.range(toll.range, from: toll.from)
        writer.endObject()
      }
      writer.endArray()
    }
    guard !measures.isEmpty else { return }
    writer.name("measures")
    writer.beginArray()
    for item in measures {
      writer.beginObject()
      writer.member("measure", item.measure)
      writer.range(item.range, from: item.from)
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeReports(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    writer.name("reportsTotal")
    writer.integer(Int64(reportsTotal))
    writer.name("reports")
    writer.beginArray()
    for report in reports {
      writer.beginObject()
      writer.name("id")
      writer.identifier("r-", report.id)
      writer.name("revision")
      writer.integer(Int64(report.revision))
      writer.member("source", report.source, text)
      if report.kind != kind { writer.member("kind", report.kind) }
      if report.isConflicted {
        writer.name("conflict")
        writer.bool(true)
      }
      if report.isSuperseded {
        writer.name("superseded")
        writer.bool(true)
      }
      writer.evidence(report.evidence, weights)
      writer.endObject()
    }
    writer.endArray()
    guard !contenders.isEmpty else { return }
    writer.name("contenders")
    writer.beginArray()
    for contender in contenders {
      writer.beginObject()
      writer.name("id")
      writer.identifier("i-", contender.id)
      writer.evidence(contender.evidence, weights)
      writer.endObject()
    }
    writer.endArray()
  }
}

extension Writer {
  /// Which report gave the value beside it.
  fileprivate mutating func from(_ report: Fingerprint) {
    guard report != .zero else { return }
    name("from")
    identifier("r-", report)
  }

  fileprivate mutating func range(_ range: TollRange, from report: Fingerprint) {
    name("low")
    integer(Int64(range.low))
    name("best")
    integer(Int64(range.best))
    name("high")
    integer(Int64(range.high))
    from(report)
  }

  /// The score and every reason with its points.
  fileprivate mutating func evidence(
    _ evidence: CodeSet<IncidentEvidence>, _ weights: EvidenceWeights
  ) {
    name("score")
    integer(Int64(weights.score(evidence)))
    name("evidence")
    beginObject()
    var rest = evidence.bits
    while rest != 0 {
      if let reason = IncidentEvidence(rawValue: UInt8(rest.trailingZeroBitCount)) {
        name(reason.name)
        integer(Int64(weights[reason]))
      }
      rest &= rest - 1
    }
    endObject()
  }
}

public import JSON

extension Incident {
  /// Appends this incident as `incident/1`, canonical: one member order, absent members left out.
  ///
  /// Room is made once, for the longest form of what is there.
  public func write(to writer: inout Writer) {
    storage.withUnsafeBytes { text in
      writer.compose(roomMax) { room in
        var out = room
        writeHead(to: &out)
        if reportsTotal > 0 { writeFused(to: &out, text) }
        writeReports(to: &out, text)
        writeContenders(to: &out)
        writeVoices(to: &out, text)
        writeDecisions(to: &out, text)
        out.byte(UInt8(ascii: "}"))
        room = out
      }
    }
  }

  /// More bytes than the written form has: every text as if each byte took an escape of six, every
  /// reason, member and code with its longest name, every count with its most digits.
  private var roomMax: Int {
    var texts = place.written.count &+ place.id.count &+ place.name.count
    texts = texts &+ place.country.count &+ place.admin1.count &+ place.admin2.count
    var reasons = 0
    for actor in actors { texts = texts &+ actor.id.count &+ actor.written.count }
    for report in reports {
      texts = texts &+ report.source.count
      reasons = reasons &+ report.evidence.count
    }
    for contender in contenders { reasons = reasons &+ contender.evidence.count }
    for voice in voices { texts = texts &+ voice.actor.count &+ voice.source.count }
    for other in alternatives { texts = texts &+ other.name.count }
    for decision in decisions { texts = texts &+ decision.source.count }
    let parts = actors.count &+ tolls.count &+ measures.count &+ reports.count &+ voices.count
    let others = contenders.count &+ alternatives.count &+ decisions.count
    return Int(texts) &* 6 &+ reasons &* Self.reasonBytesMax &+ (parts &+ others)
      &* Self.partBytesMax &+ Self.fixedBytesMax
  }

  /// Names, punctuation, codes and counts of an incident that has all of them; about 5 000 bytes.
  private static let fixedBytesMax = 8_192
  /// `"event_compatible":-32768,` is 26.
  private static let reasonBytesMax = 48
  /// An element of a list without its texts and reasons: `{"harm":"…","party":"…","low":…` is 180.
  private static let partBytesMax = 320

  @inline(__always)
  private func writeHead(to out: inout WriterCursor) {
    out.identifier(#"{"schema":"incident/1","id":"i-"#, id)
    out.member(#","version":"#, Int64(version))
    out.member(#","change":"#, change)
    out.member(#","reason":"#, reason)
    out.literal(#","because":""#)
    out.plain(reason.sentence)
    out.member(#"","kind":"#, kind)
    out.member(#","status":"#, status)
    out.member(#","created":"#, created)
    out.member(#","updated":"#, updated)
    if mergedInto != .zero { out.identifier(#","mergedInto":"i-"#, mergedInto) }
    if campaign != .zero {
      out.identifier(#","campaign":{"id":"c-"#, campaign)
      out.member(#","reason":"#, campaignReason)
      out.byte(UInt8(ascii: "}"))
    }
  }

  private func writeFused(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    out.member(#","occurred":{"earliest":"#, occurred.earliest)
    out.member(#","latest":"#, occurred.latest)
    out.member(#","precision":"#, occurred.precision)
    if isTimeDisputed { out.literal(#","disputed":true"#) }
    out.from(occurredFrom)
    out.byte(UInt8(ascii: "}"))
    writePlace(to: &out, text)
    if subEvent != .unknown {
      out.member(#","classification":{"event":"#, subEvent.event)
      out.member(#","subEvent":"#, subEvent)
      out.from(subEventFrom)
      out.byte(UInt8(ascii: "}"))
    }
    if !isSuccess { out.literal(#","success":false"#) }
    out.member(#","tactics":"#, tactics)
    out.member(#","weapons":"#, weapons)
    out.member(#","targets":"#, targets)
    out.member(#","themes":"#, themes)
    writeActors(to: &out, text)
    writeNumbers(to: &out)
    out.member(#","corroboration":"#, Int64(corroboration))
    out.literal(#","reliability":"#)
    withUnsafeBytes(of: reliability) { out.string($0) }
    out.member(#","credibility":"#, Int64(credibility))
  }

  private func writePlace(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    // Commas go after the members before `radius`, which is always there, and then before them.
    out.literal(#","place":{"#)
    out.element(#""written":"#, place.written, text)
    out.element(#""id":"#, place.id, text)
    out.element(#""name":"#, place.name, text)
    if let point = place.coordinates { out.point(point) }
    out.member(#""radius":"#, Int64(place.radius))
    out.member(#","geoPrecision":"#, Int64(place.geoPrecision))
    out.member(#","country":"#, place.country, text)
    out.member(#","admin1":"#, place.admin1, text)
    out.member(#","admin2":"#, place.admin2, text)
    out.from(placeFrom)
    out.byte(UInt8(ascii: "}"))
    guard !alternatives.isEmpty else { return }
    out.literal(#","alternatives":["#)
    for other in alternatives {
      out.byte(UInt8(ascii: "{"))
      out.element(#""name":"#, other.name, text)
      if let point = other.coordinates { out.point(point) }
      out.member(#""radius":"#, Int64(other.radius))
      out.from(other.from)
      out.literal("},")
    }
    out.close("]")
  }

  private func writeActors(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    guard !actors.isEmpty else { return }
    out.literal(#","actors":["#)
    for actor in actors {
      out.member(#"{"role":"#, actor.role)
      out.member(#","attribution":"#, actor.attribution)
      out.member(#","id":"#, actor.id, text)
      out.member(#","written":"#, actor.written, text)
      out.member(#","percent":"#, Int64(actor.percent))
      out.from(actor.from)
      out.literal("},")
    }
    out.close("]")
  }

  private func writeNumbers(to out: inout WriterCursor) {
    if !tolls.isEmpty {
      out.literal(#","tolls":["#)
      for toll in tolls {
        out.member(#"{"harm":"#, toll.harm)
        out.member(#","party":"#, toll.party)
        out.range(toll.range, from: toll.from)
        out.literal("},")
      }
      out.close("]")
    }
    guard !measures.isEmpty else { return }
    out.literal(#","measures":["#)
    for item in measures {
      out.member(#"{"measure":"#, item.measure)
      out.range(item.range, from: item.from)
      out.literal("},")
    }
    out.close("]")
  }

  private func writeReports(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    out.member(#","reportsTotal":"#, Int64(reportsTotal))
    out.literal(#","reports":["#)
    for report in reports {
      out.identifier(#"{"id":"r-"#, report.id)
      out.member(#","revision":"#, Int64(report.revision))
      out.member(#","source":"#, report.source, text)
      if report.kind != kind { out.member(#","kind":"#, report.kind) }
      if report.isConflicted { out.literal(#","conflict":true"#) }
      if report.isSuperseded { out.literal(#","superseded":true"#) }
      out.evidence(report.evidence, weights)
      out.literal("},")
    }
    if reports.isEmpty { out.byte(UInt8(ascii: "]")) } else { out.close("]") }
  }

  private func writeContenders(to out: inout WriterCursor) {
    guard !contenders.isEmpty else { return }
    out.literal(#","contenders":["#)
    for contender in contenders {
      out.identifier(#"{"id":"i-"#, contender.id)
      out.evidence(contender.evidence, weights)
      out.literal("},")
    }
    out.close("]")
  }

  private func writeVoices(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    guard !voices.isEmpty else { return }
    out.literal(#","voices":["#)
    for voice in voices {
      if voice.kind == .security {
        out.literal(#"{"kind":"denial""#)
      } else {
        out.member(#"{"kind":"#, voice.kind)
      }
      out.member(#","actor":"#, voice.actor, text)
      out.member(#","submitted":"#, voice.submitted)
      out.member(#","source":"#, voice.source, text)
      out.from(voice.from)
      out.literal("},")
    }
    out.close("]")
  }

  private func writeDecisions(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    guard !decisions.isEmpty else { return }
    out.literal(#","decisions":["#)
    for decision in decisions {
      out.member(#"{"verdict":"#, decision.verdict)
      out.member(#","source":"#, decision.source, text)
      out.from(decision.from)
      out.literal("},")
    }
    out.close("]")
  }
}

extension WriterCursor {
  /// An id after all that stands before it, the quote and prefix included.
  @inline(__always)
  fileprivate mutating func identifier(_ name: StaticString, _ id: Fingerprint) {
    literal(name)
    bytes(Fingerprint.textCount) { id.write(to: $0) }
    byte(UInt8(ascii: "\""))
  }

  /// Which report gave the value beside it.
  @inline(__always)
  fileprivate mutating func from(_ report: Fingerprint) {
    guard report != .zero else { return }
    identifier(#","from":"r-"#, report)
  }

  /// With a comma at the end.
  @inline(__always)
  fileprivate mutating func point(_ point: Coordinates) {
    literal(#""latitude":"#)
    millionths(point.latitude)
    literal(#","longitude":"#)
    millionths(point.longitude)
    byte(UInt8(ascii: ","))
  }

  @inline(__always)
  fileprivate mutating func range(_ range: TollRange, from report: Fingerprint) {
    member(#","low":"#, Int64(range.low))
    member(#","best":"#, Int64(range.best))
    member(#","high":"#, Int64(range.high))
    from(report)
  }

  /// The score and every reason with its points.
  fileprivate mutating func evidence(
    _ evidence: CodeSet<IncidentEvidence>, _ weights: EvidenceWeights
  ) {
    member(#","score":"#, Int64(weights.score(evidence)))
    literal(#","evidence":{"#)
    var rest = evidence.bits
    while rest != 0 {
      if let reason = IncidentEvidence(rawValue: UInt8(rest.trailingZeroBitCount)) {
        byte(UInt8(ascii: "\""))
        plain(reason.name)
        literal("\":")
        integer(Int64(weights[reason]))
        byte(UInt8(ascii: ","))
      }
      rest &= rest - 1
    }
    if evidence.isEmpty { byte(UInt8(ascii: "}")) } else { close("}") }
  }
}

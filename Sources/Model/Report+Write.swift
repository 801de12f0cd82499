public import JSON

extension Report {
  /// Appends this report as `report/1`, canonical: one member order, absent members left out.
  ///
  /// What is empty or at its default is not written, so equal reports are equal bytes. Room is made
  /// once, for the longest form of what is there.
  public func write(to writer: inout Writer) {
    storage.withUnsafeBytes { text in
      writer.compose(roomMax) { room in
        var out = room
        out.settle(text: text)
        writeHead(to: &out, text)
        writeCodes(to: &out)
        writeVerdict(to: &out, text)
        out.member(#","occurred":{"earliest":"#, occurred.earliest)
        out.member(#","latest":"#, occurred.latest)
        out.member(#","precision":"#, occurred.precision)
        out.byte(UInt8(ascii: "}"))
        if let disputed { write(disputed, to: &out) }
        if let observed { out.member(#","observed":"#, observed) }
        out.member(#","submitted":"#, submitted)
        writePlaces(to: &out, text)
        writeActors(to: &out, text)
        writeTolls(to: &out)
        writeMeasures(to: &out)
        out.literal(#","reliability":"#)
        withUnsafeBytes(of: reliability) { out.string($0) }
        out.member(#","credibility":"#, Int64(credibility))
        out.member(#","language":"#, language, text)
        out.member(#","title":"#, title, text)
        out.member(#","description":"#, description, text)
        if !evidence.isEmpty { writeEvidence(to: &out, text) }
        out.member(#","restricted":"#, restricted)
        out.member(#","flags":"#, flags)
        out.byte(UInt8(ascii: "}"))
        room = out
      }
    }
  }

  /// More bytes than the written form has: every text as if each byte took an escape of six, every
  /// member and code with its longest name, every count with its most digits.
  private var roomMax: Int {
    var texts = Int(source.count) &+ Int(sourceReport.count) &+ Int(refersTo.count)
    texts = texts &+ Int(origin.count) &+ Int(inbound.count) &+ Int(language.count)
    texts = texts &+ Int(pseudonym.count)
    for item in evidence { texts = texts &+ Int(item.words.count) }
    texts = texts &+ Int(title.count) &+ Int(description.count)
    texts = texts &+ place.textBytes
    if let movedFrom { texts = texts &+ movedFrom.textBytes }
    if let movedTo { texts = texts &+ movedTo.textBytes }
    for mention in mentioned {
      texts = texts &+ Int(mention.written.count) &+ Int(mention.id.count)
    }
    for option in placeOptions { texts = texts &+ Int(option.id.count) }
    for extent in subjects { texts = texts &+ Int(extent.count) }
    // A candidate may stand with more than one actor.
    var lists = (mentioned.count &+ subjects.count) &* Self.mentionBytesMax
    lists = lists &+ placeOptions.count &* Self.optionBytesMax
    lists = lists &+ evidence.count &* Self.evidenceBytesMax
    for actor in actors {
      lists = lists &+ Self.actorBytesMax
      let first = Int(actor.firstCandidate)
      for index in first..<first &+ Int(actor.candidateCount) {
        let candidate = candidates[index]
        lists = lists &+ Self.candidateBytesMax
        texts = texts &+ Int(candidate.id.count) &+ Int(candidate.written.count)
      }
    }
    return texts &* 6 &+ lists &+ Self.fixedBytesMax
  }

  /// Names, punctuation, codes and counts of a report that has all of them; about 6 000 bytes.
  private static let fixedBytesMax = 8_192
  /// `{"written":"","id":""},` is 24; of a subject only the quotes and the comma.
  private static let mentionBytesMax = 32
  /// `{"id":"","latitude":-90.000000,"longitude":-180.000000},` is 57.
  private static let optionBytesMax = 64
  /// `{"role":"victim_community","attribution":"suspected","candidates":[]},` is 70.
  private static let actorBytesMax = 96
  /// `{"id":"","written":"","percent":255},` is 37.
  private static let candidateBytesMax = 64
  /// `{"fact":"assertion","words":"","percent":255},` is 47.
  private static let evidenceBytesMax = 64

  @inline(__always)
  private func writeHead(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    out.literal(#"{"schema":"report/1","id":"r-"#)
    out.bytes(Fingerprint.textCount) { id.write(to: $0) }
    out.member(#"","revision":"#, Int64(revision))
    out.member(#","source":"#, source, text)
    out.member(#","sourceReport":"#, sourceReport, text)
    out.member(#","refersTo":"#, refersTo, text)
    out.member(#","origin":"#, origin, text)
    out.member(#","pseudonym":"#, pseudonym, text)
    out.member(#","inbound":"#, inbound, text)
  }

  @inline(__always)
  private func writeCodes(to out: inout WriterCursor) {
    out.member(#","kind":"#, kind)
    out.member(#","assertion":"#, assertion)
    if subEvent != .unknown {
      out.member(#","event":"#, subEvent.event)
      out.member(#","subEvent":"#, subEvent)
    }
    out.member(#","tactics":"#, tactics)
    out.member(#","weapons":"#, weapons)
    out.member(#","targets":"#, targets)
    out.member(#","themes":"#, themes)
    if !isSuccess { out.literal(#","success":false"#) }
    if isAnother { out.literal(#","another":true"#) }
  }

  @inline(__always)
  private func writeVerdict(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    guard let verdict else { return }
    out.member(#","verdict":"#, verdict)
    guard !subjects.isEmpty else { return }
    out.literal(#","subjects":["#)
    for extent in subjects {
      out.string(UnsafeRawBufferPointer(rebasing: text[extent.range]))
      out.byte(UInt8(ascii: ","))
    }
    out.close("]")
  }

  @inline(__always)
  private func writeActors(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    guard !actors.isEmpty else { return }
    out.literal(#","actors":["#)
    for actor in actors {
      out.member(#"{"role":"#, actor.role)
      out.member(#","attribution":"#, actor.attribution)
      out.literal(#","candidates":["#)
      let first = Int(actor.firstCandidate)
      for index in first..<first &+ Int(actor.candidateCount) {
        let candidate = candidates[index]
        out.byte(UInt8(ascii: "{"))
        out.element(#""id":"#, candidate.id, text)
        out.element(#""written":"#, candidate.written, text)
        out.member(#""percent":"#, Int64(candidate.percent))
        out.literal("},")
      }
      if actor.candidateCount > 0 {
        out.close("]")
      } else {
        out.byte(UInt8(ascii: "]"))
      }
      out.literal("},")
    }
    out.close("]")
  }

  private func write(_ disputed: TimeSpan, to out: inout WriterCursor) {
    out.member(#","disputed":{"earliest":"#, disputed.earliest)
    out.member(#","latest":"#, disputed.latest)
    out.member(#","precision":"#, disputed.precision)
    out.byte(UInt8(ascii: "}"))
  }

  private func writeEvidence(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    out.literal(#","evidence":["#)
    for item in evidence {
      out.member(#"{"fact":"#, item.fact)
      out.member(#","words":"#, item.words, text)
      out.member(#","percent":"#, Int64(item.percent))
      out.literal("},")
    }
    out.close("]")
  }
}

internal import JSON
internal import Model

/// One rule's value goes into the report. Nil means done; a sentence says what was expected.
extension Draft {
  mutating func fill(
    _ step: UnsafePointer<MappingStep>, _ input: MappingInput,
    _ tables: UnsafeMutablePointer<MappingTables>, _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> StaticString? {
    switch step.pointee.target {
    case .source: report.source = keepIdentifier(step, input, setting)
    case .sourceReport: report.sourceReport = keepIdentifier(step, input, setting)
    case .refersTo: report.refersTo = keepIdentifier(step, input, setting)
    case .origin: report.origin = keep(input, setting.pointee.limits.identifierBytesMax, setting)
    case .revision: return fillRevision(input)
    case .kind, .assertion, .type, .success, .another, .occurredPrecision, .placePrecision, .role,
      .attribution, .verdict:
      return fillWord(step, input, tables)
    case .tactics, .weapons, .targets, .themes: return fillWords(step, input, tables)
    case .occurredEarliest, .occurredLatest, .observed, .submitted:
      return fillTime(step.pointee.target, input, setting)
    case .placeLatitude, .placeLongitude, .placeRadius: return fillPoint(step.pointee.target, input)
    case .placeCoordinates:
      placeCoordinates = keep(input, setting.pointee.limits.nameBytesMax, setting)
    case .placeName:
      report.place.written = keep(input, setting.pointee.limits.nameBytesMax, setting)
    case .placeCountry: country = keep(input, setting.pointee.limits.nameBytesMax, setting)
    case .placeAdmin1: admin1 = keep(input, setting.pointee.limits.nameBytesMax, setting)
    case .placeAdmin2: admin2 = keep(input, setting.pointee.limits.nameBytesMax, setting)
    case .movedFrom(let part):
      fill(part, input, setting, \.movedFrom)
    case .movedTo(let part):
      fill(part, input, setting, \.movedTo)
    case .mentions: fillMentions(step, input, setting)
    case .subjects: fillSubjects(input, setting)
    case .name: fillName(step, input, setting)
    case .probability: return fillPercent(input, power: 2)
    case .percent: return fillPercent(input, power: 0)
    case .toll(let harm, let party, let bound):
      ranges |= 1 << (UInt64(harm.rawValue) * 6 + UInt64(party.rawValue))
      return Self.fillRange(input, bound, &report.tolls[harm, party])
    case .count(let measure, let bound):
      ranges |= 1 << (18 + UInt64(measure.rawValue))
      return Self.fillRange(input, bound, &report.measures[measure])
    case .reliability, .credibility: return fillEvaluation(step.pointee.target, input)
    case .language: return fillLanguage(input, setting)
    case .title: report.title = keep(input, setting.pointee.limits.titleBytesMax, setting)
    case .description:
      report.description = keep(input, setting.pointee.limits.descriptionBytesMax, setting)
    case .facts: facts = keep(input, setting.pointee.limits.descriptionBytesMax, setting)
    case .withheldName: withhold(input, .name)
    case .withheldPhone: withhold(input, .phone)
    case .withheldEmail: withhold(input, .email)
    case .rowHarm, .rowParty, .rowMeasure: return fillWord(step, input, tables)
    case .rowCount: return Self.fillRange(input, .whole, &row.count)
    case .actors, .candidates, .rows: break
    }
    return nil
  }

  /// Fills in a text of a document, spelled without escapes, as it stands; false when it is too
  /// long for that, or the target is none of `isText`.
  mutating func fill(
    plain text: UnsafeRawBufferPointer, _ step: UnsafePointer<MappingStep>,
    _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> Bool {
    let target = step.pointee.target
    guard text.count <= setting.pointee.bytesMax(of: target) else { return false }
    switch target {
    case .withheldName: withhold(text, .name)
    case .withheldPhone: withhold(text, .phone)
    case .withheldEmail: withhold(text, .email)
    default: set(text: setting.pointee.room.keep(padded: text), target)
    }
    return true
  }

  @inline(__always)
  private mutating func set(text: Extent, _ target: MappingTarget) {
    switch target {
    case .source: report.source = text
    case .sourceReport: report.sourceReport = text
    case .refersTo: report.refersTo = text
    case .origin: report.origin = text
    case .placeName: report.place.written = text
    case .placeCountry: country = text
    case .placeAdmin1: admin1 = text
    case .placeAdmin2: admin2 = text
    case .name: candidate.written = text
    case .title: report.title = text
    case .description: report.description = text
    case .facts: facts = text
    default: break
    }
  }

  /// Copies text in; longer than the limit is cut at a character and flagged.
  @inline(__always)
  mutating func keep(
    _ input: MappingInput, _ bytesMax: Int, _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> Extent {
    if let text = input.plainText, text.count <= bytesMax {
      return setting.pointee.room.keep(padded: text)
    }
    return input.withText { keep($0, bytesMax, setting) }
  }

  @inline(never)
  mutating func keep(
    _ bytes: UnsafeRawBufferPointer, _ bytesMax: Int,
    _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> Extent {
    if bytes.count <= bytesMax { return setting.pointee.room.keep(bytes) }
    var end = bytesMax
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    report.flags.insert(.truncated)
    return setting.pointee.room.keep(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
  }

  private mutating func fill(
    _ part: MappingTarget.PlaceText, _ input: MappingInput,
    _ setting: UnsafeMutablePointer<MappingSetting>,
    _ path: WritableKeyPath<Report, ReportPlace?>
  ) {
    let extent = keep(input, setting.pointee.limits.nameBytesMax, setting)
    guard !extent.isEmpty else { return }
    var place = report[keyPath: path] ?? ReportPlace()
    switch part {
    case .written: place.written = extent
    case .country: place.country = extent
    case .admin1: place.admin1 = extent
    case .admin2: place.admin2 = extent
    }
    report[keyPath: path] = place
  }

  private mutating func keepIdentifier(
    _ step: UnsafePointer<MappingStep>, _ input: MappingInput,
    _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> Extent {
    if step.pointee.isInteger, let integer = input.integer {
      return Decimal.withText(of: integer) { setting.pointee.room.keep($0) }
    }
    let bytesMax = setting.pointee.limits.identifierBytesMax
    if let text = input.plainText, text.count <= bytesMax {
      return setting.pointee.room.keep(padded: text)
    }
    return input.withText { text in
      if text.count <= bytesMax { return setting.pointee.room.keep(text) }
      // Cutting would make one id of two.
      return Report.withDigestText(Fingerprint(of: text)) { setting.pointee.room.keep($0) }
    }
  }

  private mutating func withhold(_ input: MappingInput, _ kind: Secret.Kind) {
    input.withText { withhold($0, kind) }
  }

  private mutating func withhold(_ text: UnsafeRawBufferPointer, _ kind: Secret.Kind) {
    let start = secretBytes.count
    secretBytes.append(contentsOf: text)
    guard secretBytes.count > start else { return }
    secrets.append(
      Secret(kind: kind, extent: Extent(start: start, count: secretBytes.count - start)))
  }

  private mutating func fillMentions(
    _ step: UnsafePointer<MappingStep>, _ input: MappingInput,
    _ setting: UnsafeMutablePointer<MappingSetting>
  ) {
    if let node = input.node, node.kind == .array {
      for element in node.elements where element.kind == .string {
        mention(MappingInput(element), setting)
      }
      return
    }
    input.withText { text in
      Self.forEachPart(of: text, separator: step.pointee.separator) { part in
        mention(MappingInput(part), setting)
      }
    }
  }

  private mutating func fillSubjects(
    _ input: MappingInput, _ setting: UnsafeMutablePointer<MappingSetting>
  ) {
    func add(_ input: MappingInput, _ draft: inout Draft) {
      guard draft.report.subjects.count < setting.pointee.limits.subjectsMax else {
        draft.report.flags.insert(.truncated)
        return
      }
      let extent = draft.keep(input, setting.pointee.limits.identifierBytesMax, setting)
      if !extent.isEmpty { draft.report.subjects.append(extent) }
    }
    guard let node = input.node, node.kind == .array else {
      add(input, &self)
      return
    }
    for element in node.elements where element.kind == .string {
      add(MappingInput(element), &self)
    }
  }

  private mutating func mention(
    _ input: MappingInput, _ setting: UnsafeMutablePointer<MappingSetting>
  ) {
    guard report.mentioned.count < setting.pointee.limits.mentionsMax else {
      report.flags.insert(.truncated)
      return
    }
    let extent = keep(input, setting.pointee.limits.nameBytesMax, setting)
    if !extent.isEmpty { report.mentioned.append(ReportMention(written: extent)) }
  }

  private mutating func fillName(
    _ step: UnsafePointer<MappingStep>, _ input: MappingInput,
    _ setting: UnsafeMutablePointer<MappingSetting>
  ) {
    guard step.pointee.separator != 0 else {
      candidate.written = keep(input, setting.pointee.limits.nameBytesMax, setting)
      return
    }
    isSplit = true
    input.withText { text in
      Self.forEachPart(of: text, separator: step.pointee.separator) { part in
        guard
          report.candidates.count < setting.pointee.limits.actorsMax
            * setting.pointee.limits.candidatesMax
        else {
          report.flags.insert(.truncated)
          return
        }
        var candidate = ActorCandidate()
        candidate.written = keep(part, setting.pointee.limits.nameBytesMax, setting)
        report.candidates.append(candidate)
      }
    }
  }

  /// The parts of a text between separators, spaces around them left out, empty ones too.
  static func forEachPart(
    of text: UnsafeRawBufferPointer, separator: UInt8, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, separator == 0 || text[end] != separator { end += 1 }
      let next = end + 1
      while start < end, text[start] == 32 { start += 1 }
      while end > start, text[end - 1] == 32 { end -= 1 }
      if end > start { body(UnsafeRawBufferPointer(rebasing: text[start..<end])) }
      start = next
    }
  }
}

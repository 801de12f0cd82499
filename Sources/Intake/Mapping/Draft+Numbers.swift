internal import JSON
internal import Model
internal import Reading

/// Numbers, ranges, times and evaluations.
extension Draft {
  mutating func fillRevision(_ input: MappingInput) -> StaticString? {
    guard let integer = input.integer, integer >= 0, let revision = Int32(exactly: integer) else {
      return "Expected a whole number from 0 to 2147483647."
    }
    report.revision = revision
    return nil
  }

  static func fillRange(
    _ input: MappingInput, _ bound: MappingTarget.Bound, _ range: inout TollRange
  ) -> StaticString? {
    if bound == .whole, let object = input.node, object.kind == .object {
      var fault: StaticString?
      if let low = object["low"], !low.isNull {
        fault = fillRange(MappingInput(low), .low, &range) ?? fault
      }
      if let best = object["best"], !best.isNull {
        fault = fillRange(MappingInput(best), .best, &range) ?? fault
      }
      if let high = object["high"], !high.isNull {
        fault = fillRange(MappingInput(high), .high, &range) ?? fault
      }
      return fault
    }
    guard let integer = input.integer, integer >= 0 else {
      return fillInWords(input, bound, &range)
    }
    // One above the bound, so that the later stage sees that it was passed.
    let count = Int32(min(integer, Int64(TollRange.most) + 1))
    switch bound {
    case .whole: range = TollRange(low: count, best: count, high: count)
    case .low: range.low = count
    case .best: range.best = count
    case .high: range.high = count
    }
    return nil
  }

  /// Fills in a range of which what is not given is below 0.
  mutating func fill(range given: TollRange, _ target: MappingTarget) {
    switch target {
    case .toll(let harm, let party, _):
      ranges |= 1 << (UInt64(harm.rawValue) * 6 + UInt64(party.rawValue))
      Self.merge(given, into: &report.tolls[harm, party])
    case .count(let measure, _):
      ranges |= 1 << (18 + UInt64(measure.rawValue))
      Self.merge(given, into: &report.measures[measure])
    default: break
    }
  }

  @inline(__always)
  private static func merge(_ given: TollRange, into range: inout TollRange) {
    if given.low >= 0 { range.low = given.low }
    if given.best >= 0 { range.best = given.best }
    if given.high >= 0 { range.high = given.high }
  }

  /// “une dizaine”, “10 à 15”: for columns where people write words.
  private static func fillInWords(
    _ input: MappingInput, _ bound: MappingTarget.Bound, _ range: inout TollRange
  ) -> StaticString? {
    let isText = input.node.map { $0.kind == .string } ?? true
    guard isText, let read = input.withText({ CountText.read($0) }) else {
      return "Expected a whole number of people or things, 0 or more."
    }
    let most = TollRange.most + 1
    switch bound {
    case .whole:
      range = TollRange(
        low: min(read.low, most), best: min(read.best, most), high: min(read.high, most))
    case .low: range.low = min(read.low, most)
    case .best: range.best = min(read.best, most)
    case .high: range.high = min(read.high, most)
    }
    return nil
  }

  mutating func fillTime(
    _ target: MappingTarget, _ input: MappingInput, _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> StaticString? {
    guard let span = input.withText({ Instant.parse($0, localOffset: setting.pointee.localOffset) })
    else {
      return fillLooseTime(target, input, setting)
    }
    fillTime(target, span)
    return nil
  }

  /// A date as people write it. One that is relative waits for the time of submission, which may
  /// stand further on in the document.
  private mutating func fillLooseTime(
    _ target: MappingTarget, _ input: MappingInput, _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> StaticString? {
    let expected: StaticString =
      "Expected a time, a date or a month: 2018-07-29T08:00:00Z, 2018-07-29, 2018-07, 29/07/2018."
    guard let date = input.withText({ dateText.read($0, words: setting.pointee.words) }) else {
      return expected
    }
    if date.isAbsolute {
      // Any anchor will do.
      guard
        let span = date.resolve(
          anchor: Instant(seconds: 0), localOffset: setting.pointee.localOffset)
      else { return expected }
      fillTime(target, span)
      return nil
    }
    switch target {
    case .occurredEarliest: looseEarliest = date
    case .occurredLatest: looseLatest = date
    case .observed: looseObserved = date
    default: return expected
    }
    return nil
  }

  mutating func fillTime(_ target: MappingTarget, _ span: TimeSpan) {
    switch target {
    case .occurredEarliest: occurredEarliest = span
    case .occurredLatest: occurredLatest = span
    case .observed: report.observed = span.latest
    default:
      report.submitted = span.latest
      hasSubmitted = true
    }
  }

  mutating func fillPoint(_ target: MappingTarget, _ input: MappingInput) -> StaticString? {
    guard let decimal = input.decimal ?? input.withText({ Decimal(withComma: $0) }) else {
      return "Expected a number."
    }
    switch target {
    case .placeLatitude:
      guard Self.isWithin(decimal, 90) else { return "Expected degrees from −90 to 90." }
      latitude = decimal
    case .placeLongitude:
      guard Self.isWithin(decimal, 180) else { return "Expected degrees from −180 to 180." }
      longitude = decimal
    default:
      guard let meters = decimal.scaled(by: 0)?.value, (0...40_000_000).contains(meters) else {
        return "Expected metres from 0 to 40000000."
      }
      placeRadius = Int32(meters)
    }
    return nil
  }

  private static func isWithin(_ decimal: Decimal, _ degrees: Int64) -> Bool {
    guard let micro = decimal.scaled(by: 6)?.value else { return false }
    return micro.magnitude <= UInt64(degrees) * 1_000_000
  }

  mutating func fillPercent(_ input: MappingInput, power: Int) -> StaticString? {
    guard let percent = input.decimal?.scaled(by: power)?.value, (0...100).contains(percent) else {
      return power == 2 ? "Expected a number from 0 to 1." : "Expected a number from 0 to 100."
    }
    candidate.percent = UInt8(percent)
    return nil
  }

  mutating func fillEvaluation(_ target: MappingTarget, _ input: MappingInput) -> StaticString? {
    if target == .credibility {
      guard let integer = input.integer, (1...6).contains(integer) else {
        return "Expected a whole number from 1 to 6."
      }
      report.credibility = UInt8(integer)
      return nil
    }
    let letter = input.withText { $0.count == 1 ? $0[0] : 0 }
    guard (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(letter) else {
      return "Expected a letter from A to F."
    }
    report.reliability = letter
    hasReliability = true
    return nil
  }

  mutating func fillLanguage(
    _ input: MappingInput, _ setting: UnsafeMutablePointer<MappingSetting>
  ) -> StaticString? {
    input.withText { text in
      let isCode = (2...3).contains(text.count) && text.allSatisfy { (97...122).contains($0) }
      guard isCode else { return "Expected a language code of ISO 639: fr, en." }
      report.language = setting.pointee.room.keep(text)
      return nil
    }
  }
}

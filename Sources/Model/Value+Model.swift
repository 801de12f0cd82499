public import JSON

/// How the nouns are read back; the mirror of `Writer+Model`.
extension Report {
  static func identifier(
    _ value: Value, prefix: StaticString, member: String
  ) throws(Malformed) -> Fingerprint {
    guard let text = value.text, text.raw.count == 2 + Fingerprint.textCount,
      text.raw[0] == prefix.utf8Start[0], text.raw[1] == prefix.utf8Start[1],
      let id = Fingerprint(text: UnsafeRawBufferPointer(rebasing: text.raw[2...]))
    else { throw Malformed(member: member) }
    return id
  }

  static func integer<I: FixedWidthInteger>(
    _ value: Value, _ range: ClosedRange<Int64>, _ member: @autoclosure () -> String
  ) throws(Malformed) -> I {
    guard let number = value.int64, range.contains(number) else {
      throw Malformed(member: member())
    }
    return I(truncatingIfNeeded: number)
  }

  static func code<C: Code>(
    _ value: Value, _ member: @autoclosure () -> String
  ) throws(Malformed) -> C {
    guard let text = value.text, let code = C.named(text) else {
      throw Malformed(member: member())
    }
    return code
  }

  static func codes<C: Code>(
    _ value: Value, _ member: @autoclosure () -> String
  ) throws(Malformed) -> CodeSet<C> {
    var set = CodeSet<C>()
    for element in value.elements { set.insert(try code(element, member())) }
    return set
  }

  /// Degrees as millionths; nil when not a number of that precision.
  static func microdegrees(_ value: Value) -> Int32? {
    guard var decimal = value.decimal else { return nil }
    while decimal.exponent > -6 {
      let (scaled, overflow) = decimal.significand.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      decimal.significand = scaled
      decimal.exponent -= 1
    }
    return decimal.exponent == -6 ? Int32(exactly: decimal.significand) : nil
  }
}

extension Instant {
  /// From a document that Vigie wrote.
  public init(
    reading value: Value, _ member: @autoclosure () -> String
  ) throws(Report.Malformed) {
    guard let text = value.text, let span = Instant.parse(text.raw), span.seconds == 0 else {
      throw Report.Malformed(member: member())
    }
    self = span.earliest
  }
}

extension TimeSpan {
  public init(
    reading value: Value, _ member: @autoclosure () -> String
  ) throws(Report.Malformed) {
    guard let earliest = value["earliest"], let latest = value["latest"],
      let precision = value["precision"]
    else { throw Report.Malformed(member: member()) }
    self.init(
      earliest: try Instant(reading: earliest, member()),
      latest: try Instant(reading: latest, member()),
      precision: try Report.code(precision, member()))
  }
}

extension TollRange {
  public init(
    reading value: Value, _ member: @autoclosure () -> String
  ) throws(Report.Malformed) {
    guard let low = value["low"], let best = value["best"], let high = value["high"] else {
      throw Report.Malformed(member: member())
    }
    let bounds = 0...Int64(Self.most)
    self.init(
      low: try Report.integer(low, bounds, member()),
      best: try Report.integer(best, bounds, member()),
      high: try Report.integer(high, bounds, member()))
  }
}

extension Tolls {
  public init(reading value: Value) throws(Report.Malformed) {
    self.init()
    for outer in value.members {
      guard let harm = Harm.named(outer.name) else { continue }
      for inner in outer.value.members {
        guard let party = Party.named(inner.name) else { continue }
        self[harm, party] = try TollRange(reading: inner.value, "tolls")
      }
    }
  }
}

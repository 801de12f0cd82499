import Testing

@testable import Model

@Suite struct InstantSuite {
  static func parse(_ text: String, local: Int64 = 0) -> TimeSpan? {
    Array(text.utf8).withUnsafeBytes { Instant.parse($0, localOffset: local) }
  }

  @Test(arguments: [
    ("2018-07-29T08:00:00Z", "2018-07-29T08:00:00Z", "2018-07-29T08:00:00Z"),
    ("2018-07-29T08:00Z", "2018-07-29T08:00:00Z", "2018-07-29T08:00:00Z"),
    ("2018-07-29t08:00:00.999z", "2018-07-29T08:00:00Z", "2018-07-29T08:00:00Z"),
    ("2018-07-29T08:00:00+01:00", "2018-07-29T07:00:00Z", "2018-07-29T07:00:00Z"),
    ("2018-07-29T00:30:00-02:30", "2018-07-29T03:00:00Z", "2018-07-29T03:00:00Z"),
    ("2018-07-29", "2018-07-29T00:00:00Z", "2018-07-29T23:59:59Z"),
    ("2018-02", "2018-02-01T00:00:00Z", "2018-02-28T23:59:59Z"),
    ("2020-02-29", "2020-02-29T00:00:00Z", "2020-02-29T23:59:59Z"),
    ("0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T23:59:59Z"),
  ])
  func `reads RFC 3339, plain dates and months`(text: String, earliest: String, latest: String) {
    let span = Self.parse(text)
    #expect(span?.earliest.description == earliest)
    #expect(span?.latest.description == latest)
  }

  @Test(arguments: [
    "", "2018", "2018-13", "2018-00-01", "2018-02-30", "2019-02-29", "18-07-29", "2018-7-29",
    "2018-07-29T", "2018-07-29T24:00:00Z", "2018-07-29T08:60Z", "2018-07-29T08:00:60Z",
    "2018-07-29T08:00:00+1:00", "2018-07-29T08:00:00.Z", "2018-07-29T08:00:00Zx", "0000-01-01",
    "2018-07-29T08:00:00+24:00", "hier",
  ])
  func `refuses what is no time`(text: String) {
    #expect(Self.parse(text) == nil)
  }

  /// `T` is read eight bytes at a time, `t` byte by byte.
  @Test func `the usual form is read as the same form in other letters`() {
    var state: UInt64 = 9
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    var read = 0
    for _ in 0..<20_000 {
      let instant = Instant(seconds: Int64(below(2_000_000_000)) * 2 - 1_000_000_000)
      var text = Array(instant.description.utf8)
      if below(3) > 0 { text[below(20)] = UInt8(below(3) == 0 ? below(256) : 45 + below(16)) }
      let other = text.map { $0 == UInt8(ascii: "T") ? UInt8(ascii: "t") : $0 }
      let spans = [text, other].map { bytes in bytes.withUnsafeBytes { Instant.parse($0) } }
      #expect(spans[0] == spans[1], "\(String(decoding: text, as: UTF8.self))")
      if spans[0] != nil { read += 1 }
    }
    #expect(read > 5_000 && read < 19_000)
  }

  @Test func `a time without offset is local`() {
    #expect(
      Self.parse("2018-07-29T08:00", local: 3600)?.earliest.description
        == "2018-07-29T07:00:00Z")
    #expect(Self.parse("2018-07-29", local: 3600)?.earliest.description == "2018-07-28T23:00:00Z")
  }

  @Test func `every day of four centuries is the day after the one before`() {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    var previous = Instant(year: 1799, month: 12, day: 31)?.day ?? 0
    for year in 1800..<2200 {
      for month in 1...12 {
        for day in 1...31 {
          guard let date = Instant(year: year, month: month, day: day) else { continue }
          #expect(date.day == previous + 1)
          #expect(date.civil == (year, month, day))
          #expect(date.description == "\(year)-\(two(month))-\(two(day))T00:00:00Z")
          previous = date.day
        }
      }
    }
  }

  @Test func `what is written reads as the same instant, from year 1 to 9999`() {
    var seconds: Int64 = -62_135_596_800
    while seconds <= 253_402_300_799 {
      let instant = Instant(seconds: seconds)
      #expect(Self.parse(instant.description)?.earliest == instant)
      seconds += 86_400 * 97 + 4_337
    }
    #expect(Instant(seconds: 253_402_300_799).description == "9999-12-31T23:59:59Z")
    #expect(Instant(seconds: -62_135_596_800).description == "0001-01-01T00:00:00Z")
    // No RFC 3339 has these, and they are written without a trap.
    #expect(Instant(seconds: 253_402_300_800).description == "0000-01-01T00:00:00Z")
    #expect(Instant(seconds: -70_000_000_000).description.utf8.count == 20)
  }

  @Test func `spans know the gap between them`() {
    let a = TimeSpan(
      earliest: Instant(seconds: 0), latest: Instant(seconds: 10), precision: .minute)
    let b = TimeSpan(
      earliest: Instant(seconds: 25), latest: Instant(seconds: 30), precision: .minute)
    #expect(a.gap(to: b) == 15)
    #expect(b.gap(to: a) == 15)
    #expect(a.gap(to: a) == 0)
  }
}

import JSON
import Testing

@testable import Model

@Suite struct ReportWritingSuite {
  private func expectAlike(_ report: Report) {
    // A buffer of the least capacity: it has to grow for each of them.
    var (fast, slow) = (Writer(capacity: 0), Writer(capacity: 0))
    report.write(to: &fast)
    report.writeSlowly(to: &slow)
    #expect(
      String(decoding: fast.bytes, as: UTF8.self) == String(decoding: slow.bytes, as: UTF8.self))
  }

  @Test func `writes what the slow writer writes`() {
    var random = Seeded(seed: 21)
    for _ in 0..<3_000 { expectAlike(ReportSuite.random(&random)) }
    expectAlike(Report())
  }

  @Test func `the longest report fits in the room that is made`() {
    var report = Report()
    func worst(_ count: Int) -> Extent {
      report.keep(String(repeating: "\u{1}", count: count))
    }
    func all<C: Code>() -> CodeSet<C> { CodeSet(C.every) }
    report.id = Fingerprint(high: .max, low: .max)
    report.revision = .min
    report.source = worst(40)
    report.sourceReport = worst(41)
    report.refersTo = worst(42)
    report.origin = worst(43)
    report.inbound = worst(44)
    report.kind = .displacement
    report.assertion = .hypothetical
    report.subEvent = .nonViolentTransferOfTerritory
    report.tactics = all()
    report.weapons = all()
    report.targets = all()
    report.themes = all()
    report.flags = all()
    report.restricted = all()
    report.pseudonym = worst(28)
    report.disputed = TimeSpan(
      earliest: report.submitted, latest: report.submitted, precision: .partOfDay)
    report.isSuccess = false
    report.isAnother = true
    report.observed = report.submitted
    report.occurred.precision = .partOfDay
    report.place.written = worst(300)
    report.place.id = worst(17)
    report.place.name = worst(16)
    report.place.country = worst(15)
    report.place.admin1 = worst(8)
    report.place.admin2 = worst(7)
    report.place.coordinates = Coordinates(latitude: -89_999_999, longitude: -179_999_999)
    report.place.radius = .min
    report.place.method = .gazetteerAndCoordinates
    report.place.geoPrecision = 255
    report.place.wherePrecision = 255
    report.place.likeness = 255
    report.place.lineStart = report.place.coordinates
    report.place.lineEnd = report.place.coordinates
    report.place.anchor = worst(18)
    report.place.admin3 = worst(6)
    report.place.units = .approximateBoundary
    report.place.admin1Code = worst(5)
    report.place.admin2Code = worst(4)
    report.place.admin3Code = worst(3)
    report.place.codeSystem = worst(2)
    report.place.codesValidFrom = worst(1)
    report.movedFrom = report.place
    report.movedTo = report.place
    let least = TollRange(low: .min, best: .max, high: .min)
    for harm in Harm.every { for party in Party.every { report.tolls[harm, party] = least } }
    for measure in Measure.every { report.measures[measure] = least }
    report.reliability = 1
    report.credibility = 255
    report.language = worst(9)
    report.title = worst(512)
    report.description = worst(3_000)
    expectAlike(report)
    var candidate = ActorCandidate()
    candidate.id = worst(30)
    candidate.written = worst(31)
    candidate.percent = 255
    for index in 0..<200 {
      report.mentioned.append(ReportMention(written: report.title, id: report.place.id))
      report.placeOptions.append(
        ReportPlaceOption(
          id: report.place.id,
          coordinates: Coordinates(latitude: -89_999_999, longitude: -179_999_999)))
      report.evidence.append(
        ReportEvidence(fact: .assertion, words: report.place.written, percent: 255))
      report.candidates.append(candidate)
      var actor = ReportActor()
      actor.role = .victimCommunity
      actor.attribution = .suspected
      // Candidates of their own, all of them again, none.
      actor.firstCandidate = index % 3 == 1 ? 0 : Int32(index)
      actor.candidateCount = index % 3 == 1 ? Int32(index + 1) : Int32(1 - index % 3 / 2)
      report.actors.append(actor)
    }
    expectAlike(report)
  }

  @Test func `writing to a copy leaves the first writer as it was`() {
    var random = Seeded(seed: 22)
    var first = Writer()
    first.beginArray()
    ReportSuite.random(&random).write(to: &first)
    let before = first.bytes
    var second = first
    ReportSuite.random(&random).write(to: &second)
    #expect(first.bytes == before)
    #expect(second.bytes.starts(with: before + Array(#",{"schema""#.utf8)))
  }

  @Test func `writes every degree as the slow writer does`() {
    var random = Seeded(seed: 23)
    var values: [Int32] = [
      0, 1, -1, 9, 10, 99_999, 100_000, 999_999, 1_000_000, -1_000_000, 1_000_001, 1_500_000,
      -16_000_010, 90_000_000, 179_999_999, -180_000_000, .max, .min,
    ]
    for _ in 0..<20_000 {
      let scale: Int = [1, 10, 1_000, 100_000, 1_000_000][random.below(5)]
      values.append(Int32((random.below(360_000_001) - 180_000_000) / scale * scale))
    }
    var (fast, slow) = (Writer(), Writer())
    for value in values {
      fast.removeAll()
      slow.removeAll()
      fast.compose(16) { $0.millionths(value) }
      slow.decimal(significand: Int64(value), exponent: -6)
      #expect(fast.bytes == slow.bytes)
    }
  }
}

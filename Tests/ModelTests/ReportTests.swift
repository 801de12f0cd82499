import JSON
import Testing

@testable import Model

@Suite struct ReportSuite {
  /// A report with any members set or not, in any values.
  static func random(_ random: inout Seeded) -> Report {
    var report = Report()
    let words = ["Sévaré", "Gao", "a\"b\\c", "naïve\u{1}", "مالي", "x", "野", "l’école"]
    func text(_ random: inout Seeded) -> Extent {
      random.below(4) == 0 ? .none : report.keep(words[random.below(words.count)])
    }
    func instant(_ random: inout Seeded) -> Instant {
      Instant(seconds: 1_500_000_000 + Int64(random.below(60_000_000)))
    }
    func range(_ random: inout Seeded) -> TollRange {
      TollRange(
        low: Int32(random.below(5)), best: Int32(5 + random.below(5)),
        high: Int32(10 + random.below(5)))
    }
    func point(_ random: inout Seeded) -> Coordinates {
      Coordinates(
        latitude: Int32(random.below(180_000_001)) - 90_000_000,
        longitude: Int32(random.below(360_000_001)) - 180_000_000)
    }
    func set<C: Code>(_ random: inout Seeded) -> CodeSet<C> {
      CodeSet(C.every.filter { _ in random.below(8) == 0 })
    }
    report.id = Fingerprint(high: random.next(), low: random.next() | 1)
    report.revision = Int32(random.below(9))
    report.source = report.keep("team-\(random.below(9))")
    report.sourceReport = text(&random)
    report.refersTo = text(&random)
    report.origin = text(&random)
    report.inbound = text(&random)
    report.kind = ReportKind.every[random.below(ReportKind.every.count)]
    report.assertion = Assertion.every[random.below(Assertion.every.count)]
    report.subEvent = SubEventType.every[random.below(SubEventType.every.count)]
    report.tactics = set(&random)
    report.weapons = set(&random)
    report.targets = set(&random)
    report.themes = set(&random)
    report.isSuccess = random.below(2) == 0
    report.isAnother = random.below(2) == 0
    if random.below(4) == 0 {
      report.verdict = Verdict.every[random.below(Verdict.every.count)]
      for _ in 0..<random.below(3) { report.subjects.append(report.keep("i-\(random.next())")) }
    }
    let start = instant(&random)
    report.occurred = TimeSpan(
      earliest: start, latest: start.advanced(by: Int64(random.below(90_000))),
      precision: TimePrecision.every[random.below(TimePrecision.every.count)])
    report.observed = random.below(2) == 0 ? nil : instant(&random)
    report.submitted = instant(&random)
    report.place.written = text(&random)
    report.place.id = text(&random)
    report.place.coordinates = random.below(3) == 0 ? nil : point(&random)
    report.place.radius = Int32(random.below(300_000))
    report.place.method = PlaceMethod.every[random.below(PlaceMethod.every.count)]
    report.place.geoPrecision = UInt8(1 + random.below(3))
    report.place.admin1 = text(&random)
    report.place.wherePrecision = UInt8(random.below(8))
    report.place.likeness = UInt8(100 - random.below(2) * random.below(101))
    if random.below(2) == 0 {
      report.place.lineStart = point(&random)
      report.place.lineEnd = point(&random)
    }
    report.place.anchor = text(&random)
    report.place.admin3 = text(&random)
    report.place.units = UnitMethod.every[random.below(UnitMethod.every.count)]
    if random.below(2) == 0 {
      report.place.admin1Code = text(&random)
      report.place.admin3Code = text(&random)
      report.place.codeSystem = report.keep("ocha-cod-ab")
      report.place.codesValidFrom = report.keep("2017-01-01")
    }
    if random.below(4) == 0 {
      var place = report.place
      place.country = report.keep("ML")
      report.movedFrom = place
    }
    if random.below(4) == 0 {
      var place = ReportPlace()
      place.written = text(&random)
      report.movedTo = place
    }
    for _ in 0..<random.below(3) {
      report.placeOptions.append(
        ReportPlaceOption(id: report.keep("option"), coordinates: point(&random)))
    }
    for _ in 0..<random.below(3) {
      report.mentioned.append(
        ReportMention(written: report.keep("place \(random.next())"), id: text(&random)))
    }
    for _ in 0..<random.below(4) {
      var actor = ReportActor()
      actor.role = ActorRole.every[random.below(ActorRole.every.count)]
      actor.attribution = Attribution.every[random.below(Attribution.every.count)]
      actor.firstCandidate = Int32(report.candidates.count)
      for _ in 0..<random.below(3) {
        var candidate = ActorCandidate()
        candidate.id = text(&random)
        candidate.written = text(&random)
        candidate.percent = UInt8(random.below(101))
        report.candidates.append(candidate)
      }
      actor.candidateCount = Int32(report.candidates.count) - actor.firstCandidate
      report.actors.append(actor)
    }
    report.pseudonym = text(&random)
    report.disputed = random.below(4) == 0 ? report.occurred : nil
    for _ in 0..<random.below(3) {
      report.evidence.append(
        ReportEvidence(
          fact: FactKind.every[random.below(FactKind.every.count)],
          words: report.keep("mot \(random.below(9))"), percent: UInt8(random.below(101))))
    }
    report.restricted = set(&random)
    for harm in Harm.every {
      for party in Party.every where random.below(5) == 0 {
        report.tolls[harm, party] = range(&random)
      }
    }
    for measure in Measure.every where random.below(6) == 0 {
      report.measures[measure] = range(&random)
    }
    report.reliability = UInt8(65 + random.below(6))
    report.credibility = UInt8(1 + random.below(6))
    report.title = text(&random)
    report.description = text(&random)
    report.flags = set(&random)
    return report
  }

  @Test func `reading what was written and writing it again gives the same bytes`() throws {
    var random = Seeded(seed: 11)
    let parser = Parser()
    var again = Report()
    var (first, second) = (Writer(), Writer())
    for _ in 0..<3_000 {
      let report = Self.random(&random)
      first.removeAll()
      report.write(to: &first)
      let document = try parser.parse(first.bytes)
      try again.read(document.root)
      second.removeAll()
      again.write(to: &second)
      #expect(first.bytes == second.bytes)
      #expect(again.tolls == report.tolls)
      #expect(again.place.coordinates == report.place.coordinates)
      #expect(again.occurred == report.occurred)
    }
  }

  @Test func `clearing keeps the buffers and nothing else`() {
    var random = Seeded(seed: 12)
    var report = Self.random(&random)
    report.clear()
    var (a, b) = (Writer(), Writer())
    report.write(to: &a)
    Report().write(to: &b)
    #expect(a.bytes == b.bytes)
  }

  @Test(arguments: [
    (#"{"schema":"report/2"}"#, "schema"),
    (#"{"schema":"report/1","source":"a"}"#, "id"),
    (#"{"schema":"report/1","id":"r-00000000000000000000000001"}"#, "source"),
    (#"{"schema":"report/1","id":"x-00000000000000000000000001"}"#, "id"),
    (#"{"schema":"report/1","kind":"attack"}"#, "kind"),
    (#"{"schema":"report/1","credibility":7}"#, "credibility"),
    (#"{"schema":"report/1","occurred":{}}"#, "occurred"),
  ])
  func `names the member that is wrong`(json: String, member: String) throws {
    let parser = Parser()
    let document = try parser.parse(Array(json.utf8))
    var report = Report()
    #expect(throws: Report.Malformed(member: member)) { try report.read(document.root) }
  }

  @Test func `a total is what was reported, or the sum of the parties`() {
    var tolls = Tolls()
    tolls[.killed, .civilians] = TollRange(low: 1, best: 1, high: 1)
    tolls[.killed, .securityForces] = TollRange(low: 2, best: 2, high: 2)
    tolls[.killed, .attackers] = TollRange(low: 2, best: 2, high: 2)
    // Sévaré, 29 June 2018: ACLED would say five, the wires said three (DOMAIN F3).
    #expect(tolls.total(.killed, withAttackers: true).best == 5)
    #expect(tolls.total(.killed, withAttackers: false).best == 3)
    tolls[.killed, .all] = TollRange(low: 6, best: 6, high: 6)
    #expect(tolls.total(.killed, withAttackers: false).best == 6)
  }

  @Test func `every code finds itself by name`() {
    func check<C: Code>(_ type: C.Type) {
      #expect(C.every.count <= 64)
      for code in C.every {
        let bytes = Array("\(code.name)".utf8)
        #expect(bytes.withUnsafeBytes { C.named($0) } == code)
      }
      #expect(Set(C.names).count == C.every.count)
    }
    check(ReportKind.self)
    check(Verdict.self)
    check(Assertion.self)
    check(ActorRole.self)
    check(Attribution.self)
    check(EventType.self)
    check(SubEventType.self)
    check(Tactic.self)
    check(Weapon.self)
    check(TargetClass.self)
    check(Harm.self)
    check(Party.self)
    check(Measure.self)
    check(PlaceMethod.self)
    check(Flag.self)
    check(TimePrecision.self)
  }
}

import Model
import Testing

@testable import Assessment

@Suite struct PropertyTests {
  /// The bytes of everything published, in order, and the memory in the end.
  struct Transcript: Equatable {
    var published: [[UInt8]] = []
    var outcomes: [ReportOutcome] = []
    var memory = Fingerprint.zero
  }

  static func add(_ effects: Effects, to transcript: inout Transcript) {
    for item in effects.incidents {
      transcript.published.append(effects.withBytes(item.value) { Array($0) })
    }
    for item in effects.alerts {
      transcript.published.append(effects.withBytes(item.value) { Array($0) })
    }
    transcript.outcomes += effects.outcomes
  }

  /// One record a batch.
  static func plain(_ stream: [[UInt8]], _ limits: AssessmentLimits = .init()) -> Transcript {
    let assessment = Assessment(theatre: Pack.theatre, limits: limits)
    var transcript = Transcript()
    var effects = Effects()
    for value in stream {
      assessment.begin()
      effects.removeAll()
      value.withUnsafeBytes { assessment.assess($0, into: &effects) }
      assessment.prepare(into: &effects)
      assessment.commit()
      add(effects, to: &transcript)
    }
    transcript.memory = assessment.fingerprint
    return transcript
  }

  static let limits: [AssessmentLimits] = [.init(), AssessmentLimits(reportsMax: 60)]

  @Test(arguments: 0..<6)
  func `two runs say the same`(_ seed: UInt64) {
    let stream = Stories.stream(seed: seed, count: 200)
    #expect(Self.plain(stream) == Self.plain(stream))
  }

  @Test(arguments: 0..<6)
  func `batches cut anywhere say the same, aborted ones too`(_ seed: UInt64) {
    let stream = Stories.stream(seed: 100 + seed, count: 240)
    let limits = Self.limits[Int(seed) % 2]
    let expected = Self.plain(stream, limits)
    var random = Seeded(seed: seed)
    let assessment = Assessment(theatre: Pack.theatre, limits: limits)
    var transcript = Transcript()
    var effects = Effects()
    var at = 0
    while at < stream.count {
      let end = min(stream.count, at + 1 + random.below(40))
      assessment.begin()
      effects.removeAll()
      for value in stream[at..<end] {
        value.withUnsafeBytes { assessment.assess($0, into: &effects) }
      }
      if random.below(2) == 0 {
        if random.below(2) == 0 { assessment.prepare(into: &effects) }
        let before = assessment.memory.meta.position
        assessment.setPosition(99)
        assessment.rollback()
        #expect(assessment.position == before)
        continue
      }
      assessment.prepare(into: &effects)
      assessment.commit()
      Self.add(effects, to: &transcript)
      at = end
    }
    transcript.memory = assessment.fingerprint
    // Within a batch incidents are told before alerts; both orders are kept apart.
    #expect(
      Set(transcript.published) == Set(expected.published)
        && transcript.published.count == expected.published.count)
    #expect(transcript.outcomes == expected.outcomes)
    #expect(transcript.memory == expected.memory)
  }

  @Test(arguments: 0..<6)
  func `rolling back restores the exact memory`(_ seed: UInt64) {
    let stream = Stories.stream(seed: 200 + seed, count: 200)
    var random = Seeded(seed: seed)
    let assessment = Assessment(theatre: Pack.theatre, limits: Self.limits[Int(seed) % 2])
    var effects = Effects()
    for value in stream {
      if random.below(10) == 0 {
        let before = assessment.fingerprint
        assessment.begin()
        for _ in 0..<random.below(20) {
          random.one(of: stream).withUnsafeBytes { assessment.assess($0, into: &effects) }
        }
        assessment.rollback()
        #expect(assessment.fingerprint == before)
      }
      assessment.begin()
      value.withUnsafeBytes { assessment.assess($0, into: &effects) }
      assessment.prepare(into: &effects)
      assessment.commit()
    }
  }

  @Test(arguments: 0..<8)
  func `restoring goes on as if it had never stopped`(_ seed: UInt64) throws {
    let limits = Self.limits[Int(seed) % 2]
    var random = Seeded(seed: seed)
    let steady = Assessment(theatre: Pack.theatre, limits: limits)
    var stopped = Assessment(theatre: Pack.theatre, limits: limits)
    var topic: [String: [UInt8]] = [:]
    var log: [(key: String, value: [UInt8])] = []
    for value in Stories.stream(seed: 300 + seed, count: 240) {
      if random.below(40) == 0 {
        let before = stopped.fingerprint
        // Compacted, in any order; or as it was written, in the order of the log.
        stopped =
          random.below(2) == 0
          ? try Self.restored(topic, limits, &random) : try Self.restored(log, limits)
        try #require(stopped.fingerprint == before || topic.isEmpty)
      }
      let expected = Self.step(steady, value)
      let said = Self.step(stopped, value)
      let (one, other) = (Self.published(said), Self.published(expected))
      if one != other {
        Issue.record("\(Self.difference(one, other))")
        return
      }
      try #require(said.outcomes == expected.outcomes)
      for item in said.memory {
        let key = said.withBytes(item.key) { String(decoding: $0, as: UTF8.self) }
        let value = said.withBytes(item.value) { Array($0) }
        topic[key] = value.isEmpty ? nil : value
        log.append((key, value))
      }
    }
    #expect(stopped.fingerprint == steady.fingerprint)
  }

  static func step(_ assessment: Assessment, _ value: [UInt8]) -> Effects {
    var effects = Effects()
    assessment.begin()
    value.withUnsafeBytes { assessment.assess($0, into: &effects) }
    assessment.prepare(into: &effects)
    assessment.commit()
    return effects
  }

  /// Where two lists of documents part, with a few words around.
  static func difference(_ one: [String], _ other: [String]) -> String {
    guard one.count == other.count else { return "\(one.count) or \(other.count) documents" }
    for (a, b) in zip(one, other) where a != b {
      let same = zip(a, b).prefix { $0 == $1 }.count
      let from = max(0, same - 60)
      return "\(a.dropFirst(from).prefix(160)) or \(b.dropFirst(from).prefix(160))"
    }
    return "nothing"
  }

  static func published(_ effects: Effects) -> [String] {
    (effects.incidents.map(\.value) + effects.alerts.map(\.value)).map { range in
      effects.withBytes(range) { String(decoding: $0, as: UTF8.self) }
    }
  }

  static func restored(
    _ log: [(key: String, value: [UInt8])], _ limits: AssessmentLimits
  ) throws -> Assessment {
    let assessment = Assessment(theatre: Pack.theatre, limits: limits)
    for (key, value) in log {
      try Array(key.utf8).withUnsafeBytes { key in
        try value.withUnsafeBytes { try assessment.restore(key: key, value: $0) }
      }
    }
    try assessment.restored()
    return assessment
  }

  static func restored(
    _ topic: [String: [UInt8]], _ limits: AssessmentLimits, _ random: inout Seeded
  ) throws -> Assessment {
    let assessment = Assessment(theatre: Pack.theatre, limits: limits)
    for key in random.shuffled(topic.keys.sorted()) {
      guard let value = topic[key] else { continue }
      try Array(key.utf8).withUnsafeBytes { key in
        try value.withUnsafeBytes { try assessment.restore(key: key, value: $0) }
      }
    }
    try assessment.restored()
    return assessment
  }

  @Test(arguments: 0..<6)
  func `every record is counted once`(_ seed: UInt64) {
    let stream = Stories.stream(seed: 400 + seed, count: 500)
    let assessment = Assessment(
      theatre: Pack.theatre, limits: Self.limits[Int(seed) % 2])
    var effects = Effects()
    assessment.begin()
    for value in stream { value.withUnsafeBytes { assessment.assess($0, into: &effects) } }
    assessment.prepare(into: &effects)
    assessment.commit()
    let counts = assessment.counts
    #expect(counts.total == Int64(stream.count))
    #expect(effects.outcomes.count == stream.count)
    for outcome in ReportOutcome.every {
      #expect(counts[outcome] == Int64(effects.outcomes.filter { $0 == outcome }.count))
    }
    let entered: [ReportOutcome] = [.new, .replacement, .retraction, .held, .withdrawn]
    let remembered = entered.reduce(0) { $0 + counts[$1] }
    #expect(remembered == Int64(assessment.reportsRemembered) + counts.forgotten)
  }
}

import Foundation
import Intake
import JSON
import Kafka
import Logging
import Model
import Testing

@testable import Worker

/// Both stages through real topics: librdkafka's embedded broker, or a real one where
/// `VIGIE_TEST_BOOTSTRAP` names it.
@Suite(.serialized) struct PipelineSuite {
  @Test func `topics hold what a replay of the same records gives, byte for byte`() throws {
    let play = try Play()
    let records = try Fixture.scenario()
    try play.publish(records)
    try play.work { $0.raw >= records.count && $0.assessed >= $0.accepted }
    let counts = play.context.figures.now
    #expect(counts.raw == records.count)
    #expect(counts.accepted + counts.rejected == records.count)

    var lines: [Replay.Output: [String]] = [:]
    let replay = Replay(
      theatre: play.context.theatre, catalogue: play.catalogue, settings: play.settings,
      sink: { lines[$0, default: []].append(String(decoding: $1, as: UTF8.self)) })
    for record in records { replay.feed(record) }
    for (output, topic) in [
      (Replay.Output.accepted, play.names.accepted), (.rejected, play.names.rejected),
      (.incidents, play.names.incidents), (.alerts, play.names.alerts),
    ] {
      let found = try play.read(topic)
      let wanted = lines[output] ?? []
      #expect(found.count == wanted.count, "\(topic)")
      for (index, (line, other)) in zip(found, wanted).enumerated() {
        // A rejection holds its record's timestamp, which a file does not have.
        guard output != .rejected else { continue }
        #expect(line == other, "\(topic) \(index)")
      }
    }
  }

  @Test func `every hostile record is one rejection with its bytes, and the rest is accepted`()
    throws
  {
    let play = try Play()
    let good = try Fixture.scenario().first
    let records = Fixture.hostile + [good].compactMap { $0 }
    try play.publish(records)
    try play.work { $0.raw >= records.count && $0.assessed >= 1 }
    #expect(play.context.figures.now.accepted == 1)
    let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
    let rejections = try play.readValues(play.names.rejected).map { value in
      try Rejection(reading: try parser.parse(value ?? []).root)
    }
    #expect(rejections.count == Fixture.hostile.count)
    for (rejection, record) in zip(rejections, Fixture.hostile) {
      #expect(rejection.original.value == record.value)
      #expect(rejection.original.key == record.key)
      #expect(rejection.original.headers.map(\.name) == record.headers.map(\.name))
      #expect(rejection.original.headers.map(\.value) == record.headers.map(\.value))
      #expect(!rejection.sentence.isEmpty)
    }
    #expect(
      rejections.map(\.reason) == [
        .invalidJSON, .oversize, .invalidJSON, .nullValue, .schemaMissing, .empty,
        .schemaViolation, .invalidJSON, .invalidJSON, .invalidJSON, .invalidJSON, .schemaUnknown,
        // Framed, but the header names the schema, and the header goes first.
        .schemaViolation, .invalidJSON,
      ])
  }

  @Test func `when nearly everything is rejected Intake holds, and goes on when it may`() throws {
    let play = try Play()
    play.settings.fuseConsecutive = 3
    try play.publish(Array(Fixture.hostile.suffix(5)))
    try play.work { _ in play.context.figures.stages[.intake]?.trouble == .everythingRejected }
    #expect(play.context.figures.now.rejected < 3)

    play.settings.fuseConsecutive = 0
    try play.work { $0.rejected >= 5 }
  }

  @Test func `a worker that stops and starts again goes on from its memory`() throws {
    let play = try Play()
    let records = try Fixture.scenario()
    let half = records.count / 2
    try play.publish(Array(records[..<half]))
    try play.work { $0.raw >= half && $0.assessed >= $0.accepted }
    try play.publish(Array(records[half...]))
    // The embedded broker keeps no transactional offsets: Intake would read the first half again.
    // Assessment goes on where memory says, on any broker.
    if Fixture.bootstrap != nil {
      try play.work { $0.raw >= records.count && $0.assessed >= $0.accepted }
      let whole = Replay(
        theatre: play.context.theatre, catalogue: play.catalogue, settings: play.settings,
        sink: { _, _ in })
      for record in records { whole.feed(record) }
      #expect(try play.read(play.names.incidents).count == whole.summary.incidentVersions)
      #expect(try play.read(play.names.alerts).count == whole.summary.alertVersions)
    }
  }
}

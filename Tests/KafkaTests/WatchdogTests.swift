import Kafka
import Synchronization
import Testing

/// What the watchdog said.
private final class Verdict: Sendable {
  private let text = Mutex<String?>(nil)
  func set(_ value: String) { text.withLock { $0 = value } }
  var value: String? { text.withLock { $0 } }
}

@Suite struct HungCallTests {
  @Test func `a call past its limit is named`() {
    let verdict = Verdict()
    let watchdog = Watchdog { verdict.set($0) }
    watchdog.guarding("rd_kafka_outer", for: .seconds(60)) {
      watchdog.guarding("rd_kafka_hung", for: .milliseconds(1)) {
        let end = ContinuousClock.now.advanced(by: .seconds(10))
        while verdict.value == nil, ContinuousClock.now < end {}
      }
    }
    #expect(verdict.value == "rd_kafka_hung")
  }

  @Test func `a call within its limit is nobody's business`() throws {
    let verdict = Verdict()
    let watchdog = Watchdog { verdict.set($0) }
    struct Thrown: Error {}
    #expect(throws: Thrown.self) {
      try watchdog.guarding("rd_kafka_quick", for: .milliseconds(1)) { throw Thrown() }
    }
    let answer = watchdog.guarding("rd_kafka_quick", for: .seconds(60)) { 7 }
    #expect(answer == 7)
    #expect(verdict.value == nil)
  }

  @Test func `guarded transactions commit as unguarded ones do`() throws {
    let cluster = try TestCluster()
    let verdict = Verdict()
    let producer = try cluster.producer(watchdog: Watchdog { verdict.set($0) })
    var transaction = try producer.begin()
    try transaction.send(text: "a", to: producer.topic(cluster.topic()))
    try transaction.commit()
    #expect(verdict.value == nil)
  }
}

@Suite struct ObservationTests {
  @Test func `statistics come when asked for, the last only`() throws {
    let cluster = try TestCluster()
    let settings = cluster.settings(["statistics.interval.ms": "50"])
    let reader = try Consumer(settings: settings, group: nil)
    var document: [UInt8]?
    try reader.pollUntil { _ in
      document = reader.takeStatistics()
      return document != nil
    }
    #expect(document?.first == UInt8(ascii: "{"))
    #expect(reader.takeStatistics() == nil)
  }

  @Test func `log lines go to the sink, and only those that are severe enough`() throws {
    let verdict = Verdict()
    var settings = Settings(bootstrapServers: "127.0.0.1:1")
    settings.log = LogSink(threshold: .error) { verdict.set("\($0.severity) \($0.facility)") }
    let reader = try Consumer(settings: settings, group: nil)
    try reader.pollUntil { _ in verdict.value != nil }
    #expect(verdict.value?.hasPrefix("error ") == true)
  }

  @Test func `a cluster out of reach is a happening`() throws {
    let settings = Settings(bootstrapServers: "127.0.0.1:1", log: .silent)
    let reader = try Consumer(settings: settings, group: nil)
    var codes: [KafkaErrorCode] = []
    try reader.pollUntil { _ in
      for case .failed(let failure) in reader.takeHappenings() {
        codes.append(failure.code)
        #expect(failure.action == .retry)
      }
      return codes.contains(.allBrokersDown)
    }
  }
}

import Kafka
import Synchronization
import Testing

/// What the watchdog said.
final class Verdict: Sendable {
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

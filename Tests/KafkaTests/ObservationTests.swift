import Kafka
import Testing

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

import Foundation
import JSON
import Kafka
import Logging
import Model
import Testing

@testable import Worker

/// A record that kills the process, with the shipped program and a real broker.
///
/// The defect comes from outside (`Tests/Trials/poison.c`, loaded before librdkafka): nothing in
/// the program could be made to do this by input.
@Suite(
  .serialized,
  .enabled(
    if: Fixture.bootstrap != nil,
    "needs a real broker: set VIGIE_TEST_BOOTSTRAP=host:port (transactions cannot be embedded)"))
struct PoisonSuite {
  @Test func `a record that kills is rejected after a few deaths, and all others come through`()
    throws
  {
    let play = try KillPlay("poison", batch: 200)
    let library = try Self.buildLibrary()
    defer { try? FileManager.default.removeItem(at: library) }
    var records = try Fixture.scenario().filter { ($0.value?.count ?? 0) < 100_000 }
    let killer = Fixture.Record(
      key: Array("k".utf8),
      headers: [
        (Array("schema".utf8), Array("field-report/3".utf8)),
        (Array("traceparent".utf8), Array("00-dead-dead-01".utf8)),
      ], value: records[0].value)
    records.insert(killer, at: 60)
    try play.publish(records)

    var deaths = 0
    var rejections: [Rejection] = []
    for _ in 0..<12 where rejections.isEmpty {
      let worker = try play.start(["LD_PRELOAD": library.path(percentEncoded: false)])
      let end = ContinuousClock.now.advanced(by: .seconds(40))
      while worker.isRunning, ContinuousClock.now < end, rejections.isEmpty {
        Thread.sleep(forTimeInterval: 0.3)
        rejections = try play.rejections().filter { $0.reason == .poison }
      }
      if worker.isRunning {
        worker.terminate()
      } else {
        deaths += 1
        #expect(worker.terminationReason == .uncaughtSignal)
      }
      worker.waitUntilExit()
    }
    #expect((3...5).contains(deaths), "\(deaths) deaths")
    let rejection = try #require(rejections.first)
    #expect(rejections.count == 1)
    #expect(rejection.position.offset == 60)
    #expect(rejection.original.value == killer.value)
    #expect(rejection.original.key == killer.key)

    // Everything else comes through; the poison is not looked at again.
    let worker = try play.start(["LD_PRELOAD": library.path(percentEncoded: false)])
    let counts = try play.waitForEnd(records: records.count)
    worker.terminate()
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 0)
    #expect(counts.positions == records.count)
  }

  private static func buildLibrary() throws -> URL {
    let library = FileManager.default.temporaryDirectory.appending(
      path: "vigie-poison-\(UUID().uuidString).so")
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = [
      "cc", "-shared", "-fPIC", "-o", library.path(percentEncoded: false),
      Fixture.path("Tests/Trials/poison.c"), "-ldl",
    ]
    try compiler.run()
    compiler.waitUntilExit()
    #expect(compiler.terminationStatus == 0, "cc builds Tests/Trials/poison.c")
    return library
  }
}

import Foundation
import Kafka
import Testing

@testable import Worker

@Suite(.serialized) struct MemoryCheckSuite {
  /// A conflict is assessed and rejected with its position; a rebuild must not pass it by.
  @Test func `a report in conflict does not make a rebuild differ`() throws {
    let play = try Play()
    func record(_ killed: Int) -> Fixture.Record {
      let text =
        #"{"id":"1","source":"team-gao-1","submitted":"2018-09-02T20:10:00Z","kind":"security","#
        + #""type":"attack","occurred":{"from":"2018-09-02"},"place":{"name":"Gao"},"#
        + #""tolls":{"killed":{"all":\#(killed)}}}"#
      return Fixture.Record(
        key: nil, headers: [(Array("schema".utf8), Array("field-report/3".utf8))],
        value: Array(text.utf8))
    }
    try play.publish([record(1), record(2), record(1)])
    try play.work { $0.raw >= 3 && $0.assessed >= 3 }
    let rejected = try play.read(play.names.rejected)
    #expect(rejected.count == 1 && rejected[0].contains("conflict"))
    let check = MemoryCheck(context: play.context, log: KafkaLog(context: play.context))
    let finding = try check.run(0)
    #expect(finding.verdict == .same, "\(finding)")
  }
}

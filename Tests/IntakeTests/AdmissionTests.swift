import Intake
import JSON
import Model
import Testing
import Theatre

/// Decisions and acknowledgements come in through topics of their own, which Kafka can guard.
struct AdmissionTests {
  static let decision = #"""
    {"schema":"decision/1","id":"d-1","source":"desk-mopti","submitted":"2018-07-02T09:10:00Z",
    "verdict":"not_same","because":"Two attacks.",
    "subjects":["i-0123456789abcdefghjkmnpqrs","r-1123456789abcdefghjkmnpqrs"]}
    """#
  static let ack = #"""
    {"schema":"ack/1","id":"k-1","source":"duty-gao","submitted":"2018-07-02T09:10:00Z",
    "alert":"a-0123456789abcdefghjkmnpqrs"}
    """#

  @Test(
    arguments: [
      (decision, .decisions, nil), (decision, .open, .schemaNotAdmitted),
      (decision, .acknowledgements, .schemaNotAdmitted), (decision, nil, nil),
      (ack, .acknowledgements, nil), (ack, .open, .schemaNotAdmitted),
      (ack, .decisions, .schemaNotAdmitted), (ack, nil, nil),
    ] as [(String, Admission?, RejectionReason?)])
  func `a schema with a topic of its own is taken from that topic alone`(
    _ document: String, _ topic: Admission?, _ expected: RejectionReason?
  ) throws {
    let result = try Rig.process(Array(document.utf8), admission: topic)
    #expect(result.reason == expected)
  }

  @Test func `a decision says what was decided about whom, and happens nowhere`() throws {
    let result = try Rig.process(Array(Self.decision.utf8), admission: .decisions)
    #expect(try Rig.part(result.value, "/kind") == #""decision""#)
    #expect(try Rig.part(result.value, "/verdict") == #""not_same""#)
    #expect(
      try Rig.part(result.value, "/subjects")
        == #"["i-0123456789abcdefghjkmnpqrs","r-1123456789abcdefghjkmnpqrs"]"#)
    #expect(!result.flags.contains("place_unknown"))
  }

  @Test func `an acknowledgement without a verdict is one`() throws {
    let result = try Rig.process(Array(Self.ack.utf8), admission: .acknowledgements)
    #expect(try Rig.part(result.value, "/kind") == #""acknowledgement""#)
    #expect(try Rig.part(result.value, "/verdict") == #""acknowledge""#)
    #expect(try Rig.part(result.value, "/subjects") == #"["a-0123456789abcdefghjkmnpqrs"]"#)
  }

  @Test func `an admission that does not exist is a problem of the catalogue`() throws {
    var files = SchemaChoiceTests.files
    files["inbound/a/2/mapping.yaml"] = SchemaChoiceTests.mapping + "\nadmission: back"
    do throws(CatalogueFault) {
      _ = try SchemaCatalogue.load(.memory(files))
      Issue.record("it was loaded")
    } catch {
      #expect(error.problems.contains { $0.sentence.contains("“back” is no admission") })
    }
  }
}

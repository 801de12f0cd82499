import Glibc
import Intake
import JSON
import Model
import Testing

/// The rows of UCDP GED as they are published.
struct UCDPTests {
  static let folder: String = {
    let data = getenv("VIGIE_SHARED_DATA").map { String(cString: $0) } ?? "../shared/data"
    let path = data.hasPrefix("/") ? data : "\(Rig.root)/\(data)"
    return "\(path)/ucdp-ged"
  }()
  static let extract = CatalogueFiles.directory(folder).read("ged-21.1-mli-bfa-ner-2012-2020.csv")
  static let sample = CatalogueFiles.directory(folder).read(
    "ged-23.1-sample-49-columns-mli-bfa-ner.csv")

  struct Row {
    var outcome: IntakeOutput.Outcome
    var value: String
    var flags: [String]
    var violations: [RejectionViolation]
  }

  static func rows(_ file: [UInt8]) throws -> [Row] {
    var reader = try CSVReader(file)
    let intake = try Rig.intake()
    var output = IntakeOutput()
    var rows: [Row] = []
    var writer = Writer()
    while true {
      writer.removeAll()
      guard try reader.next(into: &writer) else { return rows }
      Rig.process(writer.bytes, defaultSchema: "ucdp-ged/1", with: intake, into: &output)
      rows.append(
        Row(
          outcome: output.outcome, value: String(decoding: output.value, as: UTF8.self),
          flags: output.outcome == .accepted ? Rig.flags(output.report) : [],
          violations: output.rejection?.violations ?? []))
    }
  }

  @Test(.enabled(if: extract != nil, "needs VIGIE_SHARED_DATA"))
  func `accepts all 1,398 rows of the extract`() throws {
    let rows = try Self.rows(try #require(Self.extract))
    #expect(rows.count == 1398)
    for row in rows where row.outcome != .accepted { Issue.record("\(row.violations)") }
    let ids = Set(rows.compactMap { $0.value.split(separator: "\"").dropFirst(7).first })
    #expect(ids.count == 1398)
    // Four rows of the file have their three numbers out of order by hand; all are told.
    #expect(rows.count { $0.flags.contains("toll_disorder") } > 0)
    #expect(rows.allSatisfy { !$0.flags.contains("source_unknown") })
    #expect(rows.allSatisfy { !$0.flags.contains("outside_theatre") })
  }

  @Test(.enabled(if: sample != nil, "needs VIGIE_SHARED_DATA"))
  func `accepts all rows of the 49-column sample`() throws {
    let rows = try Self.rows(try #require(Self.sample))
    #expect(rows.count == 12)
    for row in rows where row.outcome != .accepted { Issue.record("\(row.violations)") }
    let first = try #require(rows.first?.value)
    #expect(try Rig.part(first, "/sourceReport") == "\"256789\"")
    #expect(try Rig.part(first, "/place/geoPrecision") == "3")
    #expect(try Rig.part(first, "/occurred/latest") == "\"2018-01-11T23:59:59Z\"")
    #expect(try Rig.part(first, "/tolls/killed/security_forces/best") == "1")
  }

  @Test(arguments: [
    ("1", "armed_clash", "other"), ("2.0", "armed_clash", "other"),
    ("3.0", "attack", "perpetrator"),
    ("State-based violence", "armed_clash", "other"),
    ("Non-state violence", "armed_clash", "other"),
    ("One-sided violence", "attack", "perpetrator"),
  ])
  func `maps the type of violence`(_ type: String, _ subEvent: String, _ role: String) throws {
    let row = """
      {"schema":"ucdp-ged/1","id":"7.0","type_of_violence":"\(type)","side_a":"JNIM, Ansar Dine",\
      "side_b":"Civilians","latitude":"14.5","longitude":"-4.1","date_start":"2018-06-29",\
      "best_death":"2","low_death":"1","high_death":"4"}
      """
    let result = try Rig.process(row)
    #expect(result.outcome == .accepted)
    #expect(try Rig.part(result.value, "/subEvent") == "\"\(subEvent)\"")
    #expect(try Rig.part(result.value, "/actors/0/role") == "\"\(role)\"")
    #expect(try Rig.part(result.value, "/actors/0/candidates/0/id") == "\"jnim\"")
    #expect(try Rig.part(result.value, "/actors/1/candidates/0/written") == "\"Ansar Dine\"")
    #expect(try Rig.part(result.value, "/actors/2") == nil)
    #expect(try Rig.part(result.value, "/sourceReport") == "\"7\"")
    #expect(
      try Rig.part(result.value, "/tolls/killed/all") == #"{"low":1,"best":2,"high":4}"#)
    #expect(
      try Rig.part(result.value, "/targets")
        == (subEvent == "attack" ? #"["civilians"]"# : nil))
  }
}

import Intake
import JSON
import Model
import Testing
import Theatre

/// Header, framing, the document's own member, the topic's default: in this order.
struct SchemaChoiceTests {
  static let schema = #"""
    {"type":"object","required":["k"],"properties":{"schema":{},"k":{"enum":["a","b"]}}}
    """#
  static let mapping = """
    mapping: 1
    report:
      source: {value: s}
      submitted: {value: 2018-06-29}
      kind: {value: security}
      title: /schema
    """
  static let versions = """
    versions:
      "0": {status: retired, successor: a/2}
      "1": {status: retired, successor: a/2}
      "3": {status: deprecated, successor: a/2}
      "4": {supersededBy: a/5}
      "5": {supersededBy: a/2}
    """
  static let files = [
    "inbound/a/1/schema.json": schema, "inbound/a/1/mapping.yaml": mapping,
    "inbound/a/2/schema.json": schema, "inbound/a/2/mapping.yaml": mapping,
    "inbound/a/3/schema.json": schema, "inbound/a/3/mapping.yaml": mapping,
    "inbound/a/4/schema.json": #"{"properties":{"schema":{}},"required":["never"]}"#,
    "inbound/a/4/mapping.yaml": mapping,
    "inbound/a/versions.yaml": versions,
    "registry.yaml": "schemas: [{id: 258, schema: a/2}, {id: 3, schema: a/3}]",
  ]

  static func choose(
    header: String?, framing: UInt8?, member: String?, topic: String?
  ) throws -> Rig.Processed {
    let intake = try Rig.intake(SchemaCatalogue.load(.memory(files)))
    let document = member.map { #"{"k":"a","schema":"\#($0)"}"# } ?? #"{"k":"a"}"#
    return try Rig.process(
      (framing.map { [0, 0, 0, $0 / 100, $0 % 100] } ?? []) + Array(document.utf8),
      headers: header.map { [("schema", Array($0.utf8))] } ?? [], defaultSchema: topic,
      with: intake)
  }

  @Test(
    arguments: [
      ("a/2", nil, nil, nil, "a/2"), (nil, 102, nil, nil, "a/2"), (nil, 3, nil, nil, "a/3"),
      (nil, nil, "a/2", nil, "a/2"), (nil, nil, nil, "a/2", "a/2"),
      ("a/2", 3, "a/3", "a/3", "a/2"), (nil, 102, "a/3", "a/3", "a/2"),
      (nil, nil, "a/2", "a/3", "a/2"),
      ("a/9", 3, "a/3", "a/3", "schema_unknown"), (nil, 9, "a/3", "a/3", "schema_unknown"),
      (nil, nil, "a/9", "a/3", "schema_unknown"), (nil, nil, nil, nil, "schema_missing"),
      (nil, nil, nil, "a/9", "schema_missing"), ("a/1", nil, nil, nil, "schema_retired"),
      ("", nil, "a/2", nil, "a/2"), ("a/0", nil, nil, nil, "schema_retired"),
      ("a/4", nil, nil, nil, "a/2"), (nil, nil, "a/5", nil, "a/2"),
    ] as [(String?, UInt8?, String?, String?, String)])
  func `the first that says anything decides`(
    _ header: String?, _ framing: UInt8?, _ member: String?, _ topic: String?, _ expected: String
  ) throws {
    let result = try Self.choose(header: header, framing: framing, member: member, topic: topic)
    if let reason = result.reason {
      #expect("\(reason.name)" == expected)
    } else {
      #expect(try Rig.part(result.value, "/inbound") == "\"\(expected)\"")
    }
  }

  @Test func `a deprecated version is accepted and flagged, a retired one told its successor`()
    throws
  {
    let old = try Self.choose(header: "a/3", framing: nil, member: nil, topic: nil)
    #expect(old.flags.contains("schema_deprecated"))
    let retired = try Self.choose(header: "a/1", framing: nil, member: nil, topic: nil)
    #expect(retired.rejection?.sentence == "a/1 is no longer accepted. Use a/2.")
    #expect(retired.rejection?.schema == "a/1")
  }

  @Test(
    arguments: [
      ("versions: {\"2\": {status: dead}}", "“dead” is no status."),
      ("versions: {\"2\": {successor: a/9}}", "“a/2” names “a/9”, which is not here."),
      ("versions: {\"7\": {}}", "“a/7” has no folder with schema.json and mapping.yaml."),
      (
        "versions: {\"2\": {supersededBy: a/8}, \"8\": {supersededBy: a/2}}",
        "“a/2” is superseded in a circle."
      ),
      ("versions: []", "“versions” must name versions."),
    ])
  func `a wrong list of versions is a problem at start`(_ file: String, _ sentence: String) {
    let fault = #expect(throws: CatalogueFault.self) {
      try SchemaCatalogue.load(
        .memory([
          "inbound/a/2/schema.json": Self.schema, "inbound/a/2/mapping.yaml": Self.mapping,
          "inbound/a/versions.yaml": file,
        ]))
    }
    #expect(fault?.problems.contains { $0.sentence == sentence } ?? false)
  }

  @Test(arguments: [(nil, 1), ("1", 2), ("41", 42), ("x", 1), ("-5", 1)] as [(String?, Int32)])
  func `a record that was tried before counts its attempts`(
    _ header: String?, _ attempts: Int32
  ) throws {
    let headers: [(String, [UInt8]?)] = header.map { [("vigie_attempts", Array($0.utf8))] } ?? []
    let result = try Rig.process([], headers: headers)
    #expect(result.rejection?.attempts == attempts)
  }
}

extension CatalogueFiles {
  /// Files in memory.
  static func memory(_ files: [String: String]) -> CatalogueFiles {
    CatalogueFiles(
      list: { folder in
        let names = files.keys.filter { $0.hasPrefix(folder + "/") }.compactMap {
          $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
        }
        return names.isEmpty ? nil : Set(names).sorted()
      },
      read: { files[$0].map { Array($0.utf8) } })
  }
}

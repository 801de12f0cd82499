import Intake
import JSON
import Model
import Testing
import Theatre

/// The mapping language: what it does, and what it says about mistakes.
struct MappingTests {
  static let schema = #"""
    {"type":"object","additionalProperties":false,"properties":{
    "id":{},"n":{"type":["number","string"]},"when":{"type":"string"},
    "who":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},
    "sub":{"$ref":"#/$defs/sub"},"list":{"type":"array","items":{"$ref":"#/$defs/sub"}},
    "one":{"oneOf":[{"type":"integer"},{"type":"object","additionalProperties":false,
    "properties":{"x":{"type":"string"}}}]}},
    "$defs":{"sub":{"type":"object","additionalProperties":false,"properties":{
    "a":{"type":"string"},"b":{"type":"string"},
    "names":{"type":"array","items":{"type":"string"}}}}}}
    """#

  static func catalogue(_ rules: String, tables: String = "") throws -> SchemaCatalogue {
    let mapping = """
      mapping: 1
      \(tables)
      report:
        source: {value: afp}
        submitted: {value: 2018-06-29}
        kind: {value: security}
      \(rules.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      """
    return try SchemaCatalogue.load(
      .memory(["inbound/t/1/schema.json": schema, "inbound/t/1/mapping.yaml": mapping]))
  }

  static func map(_ rules: String, _ document: String, tables: String = "") throws -> String {
    let intake = try Rig.intake(catalogue(rules, tables: tables))
    let result = try Rig.process(Array(document.utf8), defaultSchema: "t/1", with: intake)
    #expect(result.outcome == .accepted, "\(result.value)")
    return result.value
  }

  @Test(
    arguments: [
      ("title: [/when, /who]", #"{"who":"b"}"#, "/title", #""b""#),
      ("title: [/when, /who]", #"{"when":"","who":"b"}"#, "/title", #""b""#),
      ("title: [/when, /who]", #"{"when":"a","who":"b"}"#, "/title", #""a""#),
      ("title: {from: /who, ignore: [n/a, \"-\"]}", #"{"who":"n/a"}"#, "/title", nil),
      ("title: {from: /who, default: nobody}", "{}", "/title", #""nobody""#),
      ("title: {from: /sub/a}", #"{"sub":{"b":"1","a":"2"}}"#, "/title", #""2""#),
      ("title: {from: /one/x}", #"{"one":{"x":"2"}}"#, "/title", #""2""#),
      ("title: {from: /one/x}", #"{"one":2}"#, "/title", nil),
      ("sourceReport: {from: /n, as: integer}", #"{"n":7.0}"#, "/sourceReport", #""7""#),
      ("sourceReport: {from: /n, as: integer}", #"{"n":"7.0"}"#, "/sourceReport", #""7""#),
      ("sourceReport: {from: /n, as: integer}", #"{"n":"7b"}"#, "/sourceReport", #""7b""#),
      ("sourceReport: /n", #"{"n":7.50}"#, "/sourceReport", #""7.50""#),
      ("title: {from: /who, when: {/n: [\"1\"]}}", #"{"who":"x","n":1.0}"#, "/title", #""x""#),
      ("title: {from: /who, when: {/n: [\"1\"]}}", #"{"who":"x","n":2}"#, "/title", nil),
      ("title: {from: /who, when: {/n: [\"1\"]}}", #"{"who":"x"}"#, "/title", nil),
      ("subEvent: {from: /n, table: kinds}", #"{"n":1}"#, "/subEvent", #""attack""#),
      ("subEvent: {from: /n, table: kinds}", #"{"n":"2.0"}"#, "/subEvent", #""grenade""#),
      ("subEvent: {from: /n, table: kinds}", #"{"n":"arrests"}"#, "/subEvent", #""arrests""#),
      (
        "targets: {from: /who, split: \";\"}", #"{"who":"base; military;"}"#, "/targets",
        #"["military","base"]"#
      ),
      (
        "targets: {from: /tags, table: {x: [base, police], y: school}}", #"{"tags":["y","x"]}"#,
        "/targets", #"["base","police","school"]"#
      ),
      (
        "mentioned: {from: /who, split: \",\"}", #"{"who":"Gao, Kidal"}"#, "/mentioned",
        #"[{"written":"Gao","id":"gao"},{"written":"Kidal","id":"kidal"}]"#
      ),
      (
        "tolls: {killed: {all: {low: /n, high: /id}}}", #"{"n":"1","id":4}"#, "/tolls/killed/all",
        #"{"low":1,"best":1,"high":4}"#
      ),
      (
        "occurred: {earliest: /when}", #"{"when":"2018-06-11 00:00:00.000"}"#, "/occurred/earliest",
        #""2018-06-11T00:00:00Z""#
      ),
    ] as [(String, String, String, String?)])
  func `fills a target`(
    _ rules: String, _ document: String, _ pointer: String, _ expected: String?
  ) throws {
    let value = try Self.map(
      rules, document, tables: "tables: {kinds: {\"1\": attack, \"2\": grenade}}")
    #expect(try Rig.part(value, pointer) == expected)
  }

  @Test func `makes an actor of each element, and a candidate of each of its names`() throws {
    let rules = """
      actors:
        - each: /list
          role: {from: /a, table: {att: perpetrator, vic: target}, default: other}
          candidates: {each: /names, written: ""}
        - role: {value: claimant}
          written: {from: /who, split: ",", ignore: [nobody]}
      """
    let document = """
      {"list":[{"a":"vic","names":["FAMa"]},{"names":["JNIM","EIGS"],"a":"att"},{"a":"vic"}],
      "who":"MSA, GATIA"}
      """
    let value = try Self.map(rules, document)
    #expect(
      try Rig.part(value, "/actors") == """
        [{"role":"target","attribution":"reported","candidates":[{"id":"fama","written":"FAMa",\
        "percent":100}]},{"role":"perpetrator","attribution":"reported","candidates":[{"id":"jnim",\
        "written":"JNIM","percent":100},{"id":"isgs","written":"EIGS","percent":100}]},\
        {"role":"claimant","attribution":"reported","candidates":[{"id":"msa","written":"MSA",\
        "percent":100}]},{"role":"claimant","attribution":"reported","candidates":[{"id":"gatia",\
        "written":"GATIA","percent":100}]}]
        """)
    #expect(try Rig.part(Self.map(rules, #"{"who":"nobody"}"#), "/actors") == nil)
  }

  @Test(arguments: [
    ("revision: /n", #"{"n":"x"}"#, "/n"), ("subEvent: /who", #"{"who":"war"}"#, "/who"),
    ("place: {latitude: /n}", #"{"n":91}"#, "/n"), ("observed: /when", #"{"when":"now"}"#, "/when"),
    ("tolls: {killed: {all: /n}}", #"{"n":-1}"#, "/n"),
    ("tolls: {killed: {all: /n}}", #"{"n":1.5}"#, "/n"),
    ("language: /who", #"{"who":"Français"}"#, "/who"),
    ("reliability: /who", #"{"who":"G"}"#, "/who"), ("credibility: /n", #"{"n":0}"#, "/n"),
    (
      "actors: {each: /list, role: /a, written: /b}", #"{"list":[{"a":"boss","b":"x"}]}"#,
      "/list/0/a"
    ),
  ])
  func `names the value that cannot be read`(
    _ rules: String, _ document: String, _ pointer: String
  ) throws {
    let intake = try Rig.intake(Self.catalogue(rules))
    let result = try Rig.process(Array(document.utf8), defaultSchema: "t/1", with: intake)
    #expect(result.reason == .mappingFailed)
    #expect(result.rejection?.violations.map(\.instancePointer) == [pointer])
    #expect(result.rejection?.violations.map(\.keyword) == ["mapping"])
  }

  @Test(arguments: [
    ("colour: /who", "“colour” is no target of a report."),
    ("title: /whom", "The schema allows no “/whom”."),
    ("title: /sub/c", "The schema allows no “/sub/c”."),
    ("title: /who/x", "The schema allows no “/who/x”."),
    ("title: /one/y", "The schema allows no “/one/y”."),
    ("title: who", "Expected a JSON pointer."),
    ("title: {default: x, form: /who}", "“form” is no part of a rule."),
    ("subEvent: {from: /who, table: {a: war}}", "“war” is no word of the target."),
    ("subEvent: {from: /who, table: none}", "There is no table “none”."),
    ("subEvent: {value: war}", "“war” does not fit the target."),
    ("observed: {value: soon}", "“soon” does not fit the target."),
    ("title: {when: {/n: [1]}}", "The rule for “title” has nothing to read."),
    ("title: {from: /who, split: ab}", "“split” must be one ASCII character."),
    ("title: {from: /who, as: text}", "“as” knows only integer."),
    ("actors: {each: /who, written: /a}", "The schema has no array there."),
    ("actors: {each: /list, written: /c}", "The schema allows no “/c”."),
    ("actors: {each: /list, wrote: /a}", "“wrote” is no rule here."),
    ("tolls: {hurt: {all: /n}}", "“hurt” is nothing that “tolls” has."),
    ("tolls: {killed: {all: {low: /n, most: /n}}}", "“most” is nothing that “all” has."),
  ])
  func `tells a mistake with its line`(_ rules: String, _ sentence: String) {
    let fault = #expect(throws: CatalogueFault.self) { try Self.catalogue(rules) }
    #expect(fault?.problems.map(\.sentence) == [sentence])
    #expect(fault?.problems.first.map { "\($0.file):\($0.line)" } == "inbound/t/1/mapping.yaml:7")
  }

  @Test func `tells everything that is wrong with a catalogue at once`() {
    let fault = #expect(throws: CatalogueFault.self) {
      try SchemaCatalogue.load(
        .memory([
          "inbound/a/1/schema.json": "{\n\"type\":\"objekt\"}",
          "inbound/a/1/mapping.yaml": "mapping: 2\nstatus: old\nreport:\n  title: {}\n",
          "inbound/b/1/schema.json": "{",
          "inbound/b/1/mapping.yaml": "mapping: 1",
          "inbound/c/1/mapping.yaml": "mapping: 1",
          "registry.yaml": "schemas: [{id: 1, schema: x/1}]",
        ]))
    }
    let files = Set(fault?.problems.map(\.file) ?? [])
    #expect(
      files == [
        "inbound/a/1/schema.json", "inbound/a/1/mapping.yaml", "inbound/b/1/schema.json",
        "inbound/c/1/schema.json", "registry.yaml",
      ])
    #expect((fault?.problems.count ?? 0) >= 8)
    #expect(fault?.problems.allSatisfy { !$0.remedy.isEmpty } ?? false)
  }
}

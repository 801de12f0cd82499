import Intake
import JSON
import Model
import Testing
import Theatre

/// What mappings can do beyond one pointer: templates, sums, numbers in words, rows, dates.
struct MappingPowerTests {
  static let schema = #"""
    {"type":"object","required":["id"],"properties":{
    "id":{"type":"string"},"a":{"type":["string","number"]},"b":{"type":["string","number"]},
    "c":{"type":["string","number","array"]},"pair":{"type":"array","items":{"type":"number"}},
    "status":{"enum":["ok","bad"]},"flag":{"type":"boolean"},"n":{"type":"number"},
    "rows":{"type":"array","items":{"type":"object","properties":{
    "who":{"type":"string"},"what":{"type":"string"},"n":{"type":["number","string"]}}}},
    "deep":{"type":"object","properties":{"x/y":{"type":"string"}}}}}
    """#

  static func files(_ rules: String) -> [String: String] {
    let mapping = """
      mapping: 1
      tables:
        regions: {mop: Mopti, "Gao (ville)": Gao}
      report:
        source: {value: afp}
        submitted: {value: 2018-06-29}
        kind: {value: security}
      \(rules.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      """
    return ["inbound/t/1/schema.json": schema, "inbound/t/1/mapping.yaml": mapping]
  }

  static func process(_ rules: String, _ document: String) throws -> Rig.Processed {
    try #require(try process([(rules, document)]).first)
  }

  /// Each document with its own rules, all in one catalogue: an Intake costs more than a mapping.
  static func process(_ cases: [(rules: String, document: String)]) throws -> [Rig.Processed] {
    var all: [String: String] = [:]
    for (index, item) in cases.enumerated() {
      for (path, text) in files(item.rules) {
        all[path.replacing("/t/1/", with: "/t\(index)/1/")] = text
      }
    }
    let intake = try Rig.intake(SchemaCatalogue.load(.memory(all)))
    return try cases.enumerated().map { index, item in
      try Rig.process(Array(item.document.utf8), defaultSchema: "t\(index)/1", with: intake)
    }
  }

  @Test func `fills a target`() throws {
    let cases: [(rules: String, members: String, pointer: String, expected: String?)] = [
      ("title: {template: \"{/a} ({/b})\"}", #"{"a":"x","b":"y"}"#, "/title", #""x (y)""#),
      ("title: {template: \"{/a}[ in {/b}]\"}", #"{"a":"x"}"#, "/title", #""x""#),
      ("title: {template: \"{/a}[ in {/b}]\"}", #"{"b":"y"}"#, "/title", #"" in y""#),
      ("title: {template: \"{/a}: {/b}\"}", "{}", "/title", nil),
      ("title: [{from: /a, when: {/status: [bad]}}, /b]", #"{"a":"x","b":"y"}"#, "/title", #""y""#),
      (
        "title: [{from: /a, when: {/status: [bad]}}, /b]", #"{"status":"bad","a":"x","b":"y"}"#,
        "/title", #""x""#
      ),
      ("title: [{from: /a}, {value: none}]", "{}", "/title", #""none""#),
      ("title: {from: /a, when: {/b: {is: absent}}}", #"{"a":"x"}"#, "/title", #""x""#),
      ("title: {from: /a, when: {/b: {is: absent}}}", #"{"a":"x","b":1}"#, "/title", nil),
      ("title: {from: /a, when: {/b: {is: present}}}", #"{"a":"x","b":""}"#, "/title", nil),
      ("title: {from: /a, when: {/b: {not: [1]}}}", #"{"a":"x","b":1.0}"#, "/title", nil),
      ("title: {from: /a, when: {/b: [1], /n: [2]}}", #"{"a":"x","b":1,"n":2}"#, "/title", #""x""#),
      ("title: {from: /a, when: {/b: [1], /n: [2]}}", #"{"a":"x","b":1,"n":3}"#, "/title", nil),
      ("title: {from: /a, when: {/c: {has: [q]}}}", #"{"a":"x","c":"p q"}"#, "/title", #""x""#),
      ("title: {from: /a, when: {/c: {has: [q]}}}", #"{"a":"x","c":["q"]}"#, "/title", #""x""#),
      ("title: {from: /a, when: {/c: {has: [q]}}}", #"{"a":"x","c":"pq"}"#, "/title", nil),
      ("title: {from: /a, table: regions}", #"{"a":"mop"}"#, "/title", #""Mopti""#),
      ("title: {from: /a, table: regions}", #"{"a":"gao ville"}"#, "/title", #""Gao""#),
      ("title: {from: /a, table: regions}", #"{"a":"Kidal"}"#, "/title", #""Kidal""#),
      ("title: {from: /a, table: regions, else: other}", #"{"a":"Kidal"}"#, "/title", #""other""#),
      ("title: {from: /a, table: regions, else: null}", #"{"a":"Kidal"}"#, "/title", nil),
      (
        "targets: {from: /a, split: \" \", table: {e: school}, else: null}", #"{"a":"z e"}"#,
        "/targets", #"["school"]"#
      ),
      (
        "subEvent: {from: /a, table: {Émeute: mob_violence}}", #"{"a":"EMEUTE"}"#, "/subEvent",
        #""mob_violence""#
      ),
      ("subEvent: {from: /a, else: other}", #"{"a":"bagarre"}"#, "/subEvent", #""other""#),
      ("subEvent: {from: /a, else: null}", #"{"a":"bagarre"}"#, "/subEvent", nil),
      ("title: {from: /a, split: \";\", at: 1}", #"{"a":"x; y;z"}"#, "/title", #""y""#),
      ("title: {from: /a, split: \";\", at: 3}", #"{"a":"x; y;z"}"#, "/title", nil),
      ("title: /deep/x~1y", #"{"deep":{"x/y":"z"}}"#, "/title", #""z""#),
      (
        "place: {latitude: /pair/0, longitude: /pair/1}", #"{"pair":[14.5,-4.1]}"#,
        "/place/longitude", "-4.1"
      ),
      (
        "place: {latitude: /a, longitude: /b}", #"{"a":"14,5","b":"-4,1"}"#, "/place/latitude",
        "14.5"
      ),
      (
        "place: {latitude: /a, longitude: /b, radius: {from: /n, times: 1000}}",
        #"{"a":14.5,"b":-4.1,"n":2.5}"#, "/place/radius", "2500"
      ),
      (
        "measures: {devices: {sum: [/a, /b, /n]}}", #"{"a":"2","n":3}"#, "/measures/devices/best",
        "5"
      ),
      ("measures: {devices: {sum: [/a, /b]}}", "{}", "/measures", nil),
    ]
    let results = try Self.process(
      cases.map { item in
        let rest = item.members == "{}" ? "}" : ",\(item.members.dropFirst())"
        return (item.rules, #"{"id":"1"\#(rest)"#)
      })
    for (item, result) in zip(cases, results) {
      #expect(result.outcome == .accepted, "\(item.rules): \(result.value)")
      #expect(
        try Rig.part(result.value, item.pointer) == item.expected, "\(item.rules) \(item.members)")
    }
  }

  @Test func `reads how many from words`() throws {
    let cases = [
      ("3", "3 3 3"), ("une dizaine", "10 10 10"), ("10 à 15", "10 10 15"), ("10-15", "10 10 15"),
      ("entre 2 et 3", "2 2 3"), ("at least three", "3 3 3"), ("jusqu'à 20", "0 20 20"),
      ("aucun", "0 0 0"), ("vingt et un", "21 21 21"), ("soixante-dix", "70 70 70"),
      ("quatre-vingt-douze", "92 92 92"), ("deux cents", "200 200 200"),
      ("1 200", "1200 1200 1200"),
      ("plusieurs", "3 3 3"), ("dozens", "12 12 12"), ("a dozen", "12 12 12"),
      ("twenty-one", "21 21 21"), ("two hundred and five", "205 205 205"),
      ("deux dizaines", "20 20 20"), ("+10", "10 10 10"),
    ]
    let results = try Self.process(
      cases.map { ("tolls: {killed: {all: /a}}", #"{"id":"1","a":"\#($0.0)"}"#) })
    for ((text, expected), result) in zip(cases, results) {
      #expect(result.outcome == .accepted, "\(text): \(result.value)")
      let parts = try ["low", "best", "high"].map {
        try Rig.part(result.value, "/tolls/killed/all/\($0)") ?? "-"
      }
      #expect(parts.joined(separator: " ") == expected, "\(text)")
    }
  }

  @Test func `what is no count is named`() throws {
    let texts = ["1.5", "-1", "12/05", "beaucoup", "x", "3,5 t"]
    let results = try Self.process(
      texts.map { ("tolls: {killed: {all: /a}}", #"{"id":"1","a":"\#($0)"}"#) })
    for (text, result) in zip(texts, results) {
      #expect(result.reason == .mappingFailed, "\(text)")
      #expect(result.rejection?.violations.map(\.instancePointer) == ["/a"], "\(text)")
    }
  }

  @Test func `reads the number beside a word`() throws {
    let cases: [(text: String, killed: String?, wounded: String?)] = [
      ("2 morts, 3 blessés", "2", "3"), ("2 morts et une dizaine de blessés", "2", "10"),
      ("Bilan : deux tués ; 3 civils blessés", "2", "3"), ("morts: 4, blessés: 0", "4", "0"),
      ("attaque du poste le 12, 3 morts", "3", nil), ("aucun mort, 1 blessé", "0", "1"),
      ("2 civils tués, 3 soldats tués", "5", nil), ("RAS", nil, nil), ("des morts", nil, nil),
    ]
    let rules = """
      tolls:
        killed: {all: {from: /a, numberBefore: [morts, tués]}}
        wounded: {all: {from: /a, numberBefore: [blessés]}}
      """
    let results = try Self.process(cases.map { (rules, #"{"id":"1","a":"\#($0.text)"}"#) })
    for (item, result) in zip(cases, results) {
      let killed = try Rig.part(result.value, "/tolls/killed/all/best")
      #expect(killed == item.killed, "\(item.text)")
      let wounded = try Rig.part(result.value, "/tolls/wounded/all/best")
      #expect(wounded == item.wounded, "\(item.text)")
    }
  }

  @Test func `reads dates in the form that is named`() throws {
    let cases: [(format: String, text: String, expected: String?)] = [
      ("dd/MM/yyyy", "24/07/2018", "2018-07-24T00:00:00Z"),
      ("d/M/yy HH:mm", "4/7/18 06:05", "2018-07-04T06:05:00Z"),
      ("MM/dd/yyyy hh:mm a", "07/24/2018 11:30 PM", "2018-07-24T23:30:00Z"),
      ("d MMMM yyyy", "24 juillet 2018", "2018-07-24T00:00:00Z"),
      ("d MMM yyyy", "3 août 2018", "2018-08-03T00:00:00Z"),
      ("dd-MMM-yy", "24-Jul-18", "2018-07-24T00:00:00Z"),
      ("yyyyMMdd", "20180724", "2018-07-24T00:00:00Z"),
      ("yyyy.MM.dd*", "2018.07.24 vers midi", "2018-07-24T00:00:00Z"),
      ("dd/MM/yyyy HH'h'mm", "24/07/2018 06h30", "2018-07-24T06:30:00Z"),
      ("epoch", "1532390400", "2018-07-24T00:00:00Z"),
      ("epoch-ms", "1532390400999", "2018-07-24T00:00:00Z"),
      ("excel", "43305.5", "2018-07-24T12:00:00Z"),
      ("dd/MM/yyyy", "24-07-2018", nil), ("dd/MM/yyyy", "31/02/2018", nil),
      ("d MMM yyyy", "3 jui 2018", nil), ("dd/MM/yyyy", "07/24/2018", nil),
    ]
    let results = try Self.process(
      cases.map {
        (
          "occurred: {earliest: {from: /a, format: \"\($0.format)\"}}",
          #"{"id":"1","a":"\#($0.text)"}"#
        )
      })
    for (item, result) in zip(cases, results) {
      guard let expected = item.expected else {
        #expect(result.reason == .mappingFailed, "\(item.format) \(item.text)")
        #expect(result.rejection?.violations.map(\.instancePointer) == ["/a"])
        continue
      }
      let earliest = try Rig.part(result.value, "/occurred/earliest")
      #expect(earliest == "\"\(expected)\"", "\(item.format) \(item.text)")
    }
  }

  @Test func `adds up rows by what and whom they name`() throws {
    let rules = """
      tolls:
        - killed: {attackers: /n}
        - each: /rows
          where: {/who: {not: [livestock]}}
          harm: {from: /what, table: {mort: killed, blessé: wounded}, else: null}
          party: {from: /who, table: {civil: civilians}, default: unknown, else: unknown}
          count: /n
      measures: {each: /rows, where: {/who: [livestock]}, measure: {value: devices}}
      """
    let document = """
      {"id":"1","n":4,"rows":[{"who":"civil","what":"mort","n":2},{"who":"civil","what":"mort"},\
      {"who":"soldat","what":"blessé","n":"deux"},{"who":"civil","what":"indemne","n":9},\
      {"who":"livestock","what":"mort","n":30},{"what":"mort"}]}
      """
    let result = try Self.process(rules, document)
    #expect(
      try Rig.part(result.value, "/tolls") == """
        {"killed":{"civilians":{"low":3,"best":3,"high":3},"attackers":{"low":4,"best":4,"high":4},\
        "unknown":{"low":1,"best":1,"high":1}},\
        "wounded":{"unknown":{"low":2,"best":2,"high":2}}}
        """)
    #expect(try Rig.part(result.value, "/measures/devices/best") == "1")
  }

  @Test func `only elements that the question lets through make actors`() throws {
    let rules = "actors: {each: /rows, where: {/what: [auteur]}, written: /who}"
    let document =
      #"{"id":"1","rows":[{"who":"GSIM","what":"auteur"},{"who":"X","what":"témoin"}]}"#
    let actors = try Rig.part(Self.process(rules, document).value, "/actors")
    #expect(actors?.contains(#""written":"GSIM""#) ?? false)
    #expect(!(actors?.contains(#""written":"X""#) ?? true))
  }

  @Test(
    arguments: [
      ("title: {from: /a, format: dd/MM/yyyy}", "“format” is for times."),
      ("observed: {from: /a, format: dd/MM}", "“dd/MM” is no form of a date."),
      ("observed: /n", "The schema allows at “/n” what the target cannot take."),
      ("title: /rows", "The schema allows at “/rows” what the target cannot take."),
      (
        "subEvent: /status",
        "The schema allows “ok” and 1 more at “/status”, which the target cannot take."
      ),
      (
        "subEvent: {from: /status, table: {ok: attack}}",
        "The schema allows “bad” at “/status”, which the target cannot take."
      ),
      ("title: {from: /a, at: 1}", "“at” needs “split”."),
      ("title: {template: \"{/z~\"}", "A “{” is not closed."),
      ("title: {template: plain}", "The template has no pointer."),
      ("title: {from: /a, numberBefore: [x]}", "“numberBefore” is for counts."),
      ("measures: {devices: {from: /a, times: many}}", "“times” must be a number."),
      ("title: {from: /a, when: {/b: {like: x}}}", "“like” is no question about a value."),
      ("tolls: {each: /rows, count: /n}", "No rule says which harm."),
      ("tolls: {each: /a, harm: {value: killed}}", "The schema has no array there."),
      ("actors: {where: {/a: [x]}, written: /a}", "“where” needs “each”."),
      ("subEvent: {from: /a, else: war}", "“war” does not fit the target."),
    ])
  func `tells a mistake with its line`(_ rules: String, _ sentence: String) {
    let fault = #expect(throws: CatalogueFault.self) {
      try SchemaCatalogue.load(.memory(Self.files(rules)))
    }
    #expect(fault?.problems.map(\.sentence) == [sentence])
    #expect(fault?.problems.first.map(\.line) == 8)
  }

  @Test(arguments: [
    ("source: /id", true), ("source: /a", false), ("source: [/a, /id]", true),
    ("source: {from: /a, default: x}", true), ("source: [{from: /a}, {value: x}]", true),
    ("source: [{value: x, when: {/a: [1]}}]", false),
    ("source: {template: \"x{/a}[{/id}]\"}", true), ("source: {template: \"x{/a}\"}", false),
  ])
  func `a target that every report needs may not be left empty`(_ rule: String, _ holds: Bool) {
    var files = Self.files("")
    files["inbound/t/1/mapping.yaml"] = """
      mapping: 1
      report:
        \(rule)
        submitted: {value: 2018-06-29}
        kind: {value: security}
      """
    do throws(CatalogueFault) {
      _ = try SchemaCatalogue.load(.memory(files))
      #expect(holds)
    } catch {
      #expect(!holds)
      #expect(error.problems.map(\.line) == [3])
    }
  }
}

import Testing

@testable import JSONSchema

struct SentenceTests {
  static let schema = #"""
    {"type":"object","required":["kind"],"additionalProperties":false,
     "properties":{
       "kind":{"enum":["security","displacement","closure"]},
       "revision":{"type":"integer","minimum":1},
       "source":{"type":"string","maxLength":5,"pattern":"^[a-z]+$"},
       "tactics":{"type":"array","maxItems":2,"uniqueItems":true,"items":{"type":"string"}},
       "toll":{"anyOf":[{"type":"integer","minimum":0},{"$ref":"#/$defs/range"}]},
       "both":{"oneOf":[{"minimum":5},{"minimum":9}]},
       "when":{"format":"date"},
       "version":{"const":3},
       "never":false},
     "dependentRequired":{"revision":["source"]},
     "$defs":{"range":{"type":"object","required":["best"],
       "properties":{"best":{"type":"integer"}}}}}
    """#

  static let cases: [(String, String, String, String)] = [
    // instance, instance pointer, schema pointer, sentence
    ("[]", "", "/type", "the document must be an object; it is an array"),
    ("{}", "", "/required", "the document must have the member `kind`"),
    (
      #"{"kind":"securty"}"#, "/kind", "/properties/kind/enum",
      "`kind` must be one of `security`, `displacement`, `closure`; it is `securty`; "
        + "did you mean `security`?"
    ),
    (
      #"{"kind":"Amadou was here"}"#, "/kind", "/properties/kind/enum",
      "`kind` must be one of `security`, `displacement`, `closure`; it is another string"
    ),
    (
      #"{"kind":"closure","revision":0,"source":"a"}"#, "/revision",
      "/properties/revision/minimum", "`revision` must be at least 1; it is 0"
    ),
    (
      #"{"kind":"closure","revision":1.5,"source":"a"}"#, "/revision",
      "/properties/revision/type", "`revision` must be an integer; it is a number with a fraction"
    ),
    (
      #"{"kind":"closure","revision":2}"#, "", "/dependentRequired",
      "the document has the member `revision`, so it must have `source` too"
    ),
    (
      #"{"kind":"closure","sorce":"a"}"#, "/sorce", "/additionalProperties",
      "member `sorce` is not known here; did you mean `source`?"
    ),
    (
      #"{"kind":"closure","my phone is 76 12":"a"}"#, "", "/additionalProperties",
      "a member of the object is not known here"
    ),
    (
      #"{"kind":"closure","source":"abcdefg"}"#, "/source", "/properties/source/maxLength",
      "`source` must be at most 5 characters long; it has 7"
    ),
    (
      #"{"kind":"closure","source":"A"}"#, "/source", "/properties/source/pattern",
      "`source` must match the pattern `^[a-z]+$`"
    ),
    (
      #"{"kind":"closure","tactics":["a",1]}"#, "/tactics/1", "/properties/tactics/items/type",
      "`tactics[1]` must be a string; it is a number"
    ),
    (
      #"{"kind":"closure","tactics":["a","b","c"]}"#, "/tactics", "/properties/tactics/maxItems",
      "`tactics` must have at most 2 items; it has 3"
    ),
    (
      #"{"kind":"closure","toll":"x"}"#, "/toll", "/properties/toll/anyOf",
      "`toll` must be an integer or an object; it is a string"
    ),
    (
      #"{"kind":"closure","toll":{"best":"x"}}"#, "/toll/best", "/$defs/range/properties/best/type",
      "`best` must be an integer; it is a string"
    ),
    (
      #"{"kind":"closure","both":9}"#, "/both", "/properties/both/oneOf",
      "`both` must fit exactly one of the 2 forms allowed here; it fits more than one"
    ),
    (
      #"{"kind":"closure","both":1}"#, "/both", "/properties/both/oneOf",
      "`both` fits none of the 2 forms allowed here; in the nearest form, "
        + "`both` must be at least 5; it is 1"
    ),
    (
      #"{"kind":"closure","when":"2018-02-30"}"#, "/when", "/properties/when/format",
      "`when` must be a date such as 2018-06-29 (RFC 3339)"
    ),
    (
      #"{"kind":"closure","version":4}"#, "/version", "/properties/version/const",
      "`version` must be 3; it is 4"
    ),
    (
      #"{"kind":"closure","never":4}"#, "/never", "/properties/never",
      "`never` is not allowed here"
    ),
  ]

  @Test(arguments: cases)
  func `a violation teaches`(
    instance: String, pointer: String, place: String, sentence: String
  ) throws {
    let judgement = try Judgement(Self.schema, instance, assertFormats: true)
    let first = try #require(judgement.first)
    #expect(judgement.isConsistent)
    #expect(first.instancePointer == pointer)
    #expect(first.schemaPointer == place)
    #expect(first.sentence == sentence)
  }

  @Test func `no sentence repeats free text, whatever broke`() throws {
    let secret = "Amadou Diallo, +223 76 12 34 56"
    let schemas = [
      #"{"type":"number"}"#, #"{"const":"x"}"#, #"{"enum":["x"]}"#, #"{"maxLength":2}"#,
      #"{"minLength":200}"#, #"{"pattern":"^x$"}"#, #"{"format":"date"}"#, #"{"not":{}}"#, "false",
      #"{"anyOf":[{"const":"x"},{"maxLength":3}]}"#,
    ]
    for schema in schemas {
      let judgement = try Judgement(schema, "\"\(secret)\"", assertFormats: true)
      #expect(judgement.violations.count == 1)
      #expect(judgement.violations.allSatisfy { !$0.sentence.contains("Amadou") })
      #expect(judgement.violations.allSatisfy { !$0.sentence.contains("76") })
    }
  }

  @Test func `violations stop at the limit and their text is bounded`() throws {
    let name = String(repeating: "n", count: 5_000)
    let members = (0..<50).map { #""\#(name)\#($0)":{"a":1}"# }.joined(separator: ",")
    let schema = #"{"additionalProperties":{"properties":{"a":{"type":"string"}}}}"#
    let judgement = try Judgement(schema, "{\(members)}")
    #expect(judgement.violations.count == 32)
    #expect(judgement.violations.allSatisfy { $0.instancePointer.utf8.count < 520 })
    #expect(judgement.violations.allSatisfy { $0.sentence.utf8.count < 300 })
  }
}

import Testing

@testable import JSONSchema

struct LoadProblemTests {
  static let cases: [(String, String, String)] = [
    // schema, pointer, sentence
    (
      #"{"proprties":{}}"#, "/proprties",
      "`proprties` is not a keyword; did you mean `properties`?"
    ),
    (
      #"{"whatever":{}}"#, "/whatever",
      "`whatever` is not a keyword; names of your own begin with `x-`"
    ),
    (
      #"{"definitions":{}}"#, "/definitions",
      "`definitions` is not a keyword of draft 2020-12; write `$defs`"
    ),
    (
      #"{"$schema":"http://json-schema.org/draft-07/schema#"}"#, "/$schema",
      "`$schema` must be https://json-schema.org/draft/2020-12/schema; "
        + "this schema is written for draft-07, which is not supported"
    ),
    (
      #"{"$schema":"https://json-schema.org/draft/2019-09/schema"}"#, "/$schema",
      "`$schema` must be https://json-schema.org/draft/2020-12/schema; "
        + "this schema is written for 2019-09, which is not supported"
    ),
    (
      #"{"items":{"unevaluatedProperties":false}}"#, "/items/unevaluatedProperties",
      "`unevaluatedProperties` is not yet supported"
    ),
    (##"{"$dynamicRef":"#a"}"##, "/$dynamicRef", "`$dynamicRef` is not yet supported"),
    (
      #"{"$ref":"https://example.org/x"}"#, "/$ref",
      "`$ref` to another document is not yet supported: `https://example.org/x`"
    ),
    (
      ##"{"$ref":"#/$defs/rport","$defs":{"report":true}}"##, "/$ref",
      "`$ref` points at `#/$defs/rport`, where there is nothing; did you mean `#/$defs/report`?"
    ),
    (##"{"$ref":"#gone"}"##, "/$ref", "`$ref` names the anchor `#gone`, which no schema here has"),
    (
      #"{"$defs":{"a":{"$id":"b"}}}"#, "/$defs/a/$id",
      "`$id` below the root is not yet supported: one document, one resource"
    ),
    (#"{"type":"strng"}"#, "/type", "`strng` is not a type; did you mean `string`?"),
    (#"{"minLength":-1}"#, "/minLength", "`minLength` must be an integer of at least 0"),
    (#"{"minLength":1.5}"#, "/minLength", "`minLength` must be an integer of at least 0"),
    (#"{"multipleOf":0}"#, "/multipleOf", "`multipleOf` must be greater than 0"),
    (#"{"maximum":"5"}"#, "/maximum", "`maximum` must be a number; it is a string"),
    (#"{"required":["a","a"]}"#, "/required", "`required` lists `a` twice"),
    (
      #"{"items":[true]}"#, "/items",
      "`items` is one schema since draft 2020-12; schemas by position: `prefixItems`"
    ),
    (#"{"allOf":[]}"#, "/allOf", "`allOf` must be an array of at least one schema"),
    (
      #"{"properties":{"a":1}}"#, "/properties/a",
      "a schema must be an object, true or false; this is a number"
    ),
    (#"{"pattern":"(a"}"#, "/pattern", "the pattern `(a` has a `(` that is not closed"),
    (
      #"{"pattern":"(?=a)"}"#, "/pattern",
      "the pattern `(?=a)` looks ahead (`(?=`), " + PatternParser.never
    ),
    (
      #"{"pattern":"(a)\\1"}"#, "/pattern",
      #"the pattern `(a)\1` refers back to a group (`\1`), "# + PatternParser.never
    ),
    (
      #"{"pattern":"[a-z]{300}"}"#, "/pattern",
      "the pattern `[a-z]{300}` is too large when its counts are written out; "
        + "bound lengths with `maxLength`"
    ),
    (
      ##"{"$ref":"#"}"##, "",
      "this schema leads back to `#` without going into the value, so it never ends"
    ),
    (
      ##"{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}"##,
      "", ""
    ),
    ("[]", "", "a schema must be an object, true or false; this is an array"),
    ("{", "", "The text ends before the document does (byte 1)."),
  ]

  @Test(arguments: cases)
  func `a schema that cannot be read whole is refused with a sentence`(
    schema: String, pointer: String, sentence: String
  ) throws {
    let found = problems(schema)
    let problem = try #require(found.first)
    #expect(found.count == 1)
    if !sentence.isEmpty {
      #expect(problem.pointer == pointer)
      #expect(problem.sentence == sentence)
    }
  }

  @Test func `every problem is told at once, sorted by place`() {
    let found = problems(#"{"type":"x","minimum":"a","properties":{"p":{"patern":"a"}},"zzz":1}"#)
    #expect(found.map(\.pointer) == ["/minimum", "/properties/p/patern", "/type", "/zzz"])
  }

  @Test(arguments: [
    // format, sentence
    ("date-tme", "the format `date-tme` is not known; did you mean `date-time`?"),
    ("idn-email", "the format `idn-email` is not yet supported as an assertion"),
  ])
  func `a format that cannot be asserted is a problem only when formats are asserted`(
    format: String, sentence: String
  ) {
    let schema = #"{"format":"\#(format)"}"#
    #expect(problems(schema) == [])
    #expect(problems(schema, assertFormats: true).map(\.sentence) == [sentence])
  }

  @Test func `a problem's text stays bounded`() {
    let long = String(repeating: "é", count: 10_000)
    for schema in [#"{"\#(long)":1}"#, #"{"type":"\#(long)"}"#, #"{"pattern":"(\#(long)"}"#] {
      #expect(problems(schema).allSatisfy { $0.sentence.utf8.count < 300 })
    }
  }
}

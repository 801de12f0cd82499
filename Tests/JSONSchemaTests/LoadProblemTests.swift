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
      #"{"$schema":"http://json-schema.org/draft-04/schema#"}"#, "/$schema",
      "this schema is written for draft-04; the oldest draft that is read is 06"
    ),
    (
      #"{"$schema":"https://example.org/mine"}"#, "/$schema",
      "`$schema` names `https://example.org/mine`, which is no draft that is read and is not in "
        + "the registry; write https://json-schema.org/draft/2020-12/schema"
    ),
    (
      #"{"items":{"$schema":"https://json-schema.org/draft/2020-12/schema"}}"#, "/items/$schema",
      "`$schema` may stand only at the root of a document or beside `$id`"
    ),
    (
      ##"{"$dynamicRef":"#a"}"##, "/$dynamicRef",
      "`$dynamicRef` names the anchor `#a`, which no schema here has"
    ),
    (
      #"{"$ref":"https://example.org/x"}"#, "/$ref",
      "`$ref` names `https://example.org/x`, which is neither in this schema nor in the registry; "
        + "nothing is fetched"
    ),
    (
      ##"{"$ref":"#/$defs/rport","$defs":{"report":true}}"##, "/$ref",
      "`$ref` points at `#/$defs/rport`, where there is nothing; did you mean `#/$defs/report`?"
    ),
    (##"{"$ref":"#gone"}"##, "/$ref", "`$ref` names the anchor `#gone`, which no schema here has"),
    (
      #"{"$defs":{"a":{"$id":"x:b"},"c":{"$id":"x:b"}}}"#, "/$defs/a/$id",
      "the `$id` is given already, to `/$defs/c`"
    ),
    (
      #"{"$id":"https://example.org/a#b"}"#, "/$id",
      "`$id` may not have a fragment; write `$anchor`"
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
      #"{"pattern":"(?<=a*)b"}"#, "/pattern",
      "the pattern `(?<=a*)b` looks behind by a length that varies, which PCRE2 does not support"
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

  @Test func `a format that is not known is a problem only when formats are asserted`() {
    let schema = #"{"format":"date-tme"}"#
    #expect(problems(schema) == [])
    #expect(
      problems(schema, assertFormats: true).map(\.sentence)
        == ["the format `date-tme` is not known; did you mean `date-time`?"])
  }

  @Test func `a problem's text stays bounded`() {
    let long = String(repeating: "é", count: 10_000)
    for schema in [#"{"\#(long)":1}"#, #"{"type":"\#(long)"}"#, #"{"pattern":"(\#(long)"}"#] {
      #expect(problems(schema).allSatisfy { $0.sentence.utf8.count < 300 })
    }
  }
}

import JSON
import Testing

@testable import JSONSchema

struct ReferenceTests {
  static let resolutions: [(String, String, String)] = [
    // base, reference, result: RFC 3986, section 5.4
    ("http://a/b/c/d;p?q", "g:h", "g:h"), ("http://a/b/c/d;p?q", "g", "http://a/b/c/g"),
    ("http://a/b/c/d;p?q", "./g", "http://a/b/c/g"),
    ("http://a/b/c/d;p?q", "g/", "http://a/b/c/g/"),
    ("http://a/b/c/d;p?q", "/g", "http://a/g"), ("http://a/b/c/d;p?q", "//g", "http://g"),
    ("http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"),
    ("http://a/b/c/d;p?q", "g?y", "http://a/b/c/g?y"),
    ("http://a/b/c/d;p?q", "#s", "http://a/b/c/d;p?q#s"),
    ("http://a/b/c/d;p?q", "", "http://a/b/c/d;p?q"), ("http://a/b/c/d;p?q", ".", "http://a/b/c/"),
    ("http://a/b/c/d;p?q", "..", "http://a/b/"), ("http://a/b/c/d;p?q", "../g", "http://a/b/g"),
    ("http://a/b/c/d;p?q", "../../../g", "http://a/g"),
    ("http://a/b/c/d;p?q", "/./g", "http://a/g"), ("http://a/b/c/d;p?q", "g.", "http://a/b/c/g."),
    ("http://a/b/c/d;p?q", "g;x=1/../y", "http://a/b/c/y"),
    ("http://a/b/c/d;p?q", "g?y/../x", "http://a/b/c/g?y/../x"),
    ("http://a", "g", "http://a/g"), ("urn:x:y", "#a", "urn:x:y#a"), ("", "a/b", "a/b"),
  ]

  @Test(arguments: resolutions)
  func `a reference counts from its base`(base: String, reference: String, result: String) {
    let found = URIReference(reference).resolved(against: URIReference(base))
    #expect(found.description == result)
  }

  @Test func `a schema may lie in several documents, and a violation says which`() throws {
    var registry = SchemaRegistry()
    registry.add(
      Array(#"{"$id":"https://example.org/toll","type":"integer","minimum":0}"#.utf8),
      uri: "https://example.org/toll")
    let source = #"{"$id":"https://example.org/report","properties":{"killed":{"$ref":"toll"}}}"#
    let schema = try Schema(Array(source.utf8), name: "report", registry: registry)
    let parser = Parser()
    let instance = try parser.parse(Array(#"{"killed":-1}"#.utf8))
    let violation = try #require(schema.firstViolation(instance.root, in: instance))
    #expect(violation.instancePointer == "/killed")
    #expect(violation.schemaPointer == "https://example.org/toll#/minimum")
    #expect(violation.sentence == "`killed` must be at least 0; it is -1")
  }

  @Test func `a schema without the vocabulary of validation validates nothing`() throws {
    var registry = SchemaRegistry()
    registry.add(
      Array(
        #"""
        {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.org/mine",
         "$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,
           "https://json-schema.org/draft/2020-12/vocab/applicator":true,
           "https://example.org/optional":false}}
        """#.utf8), uri: "https://example.org/mine")
    registry.add(
      Array(#"{"$vocabulary":{"https://example.org/needed":true}}"#.utf8),
      uri: "https://example.org/other")
    let source = #"{"$schema":"https://example.org/mine","minimum":5,"properties":{"a":false}}"#
    let schema = try Schema(Array(source.utf8), name: "mine", registry: registry)
    let parser = Parser()
    #expect(schema.accepts(try parser.parse(Array("1".utf8)).root))
    #expect(!schema.accepts(try parser.parse(Array(#"{"a":1}"#.utf8)).root))
    var problems: [SchemaFault.Problem] = []
    do throws(SchemaFault) {
      _ = try Schema(
        Array(#"{"$schema":"https://example.org/other"}"#.utf8), name: "other", registry: registry)
    } catch {
      problems = error.problems
    }
    #expect(
      problems.map(\.sentence) == [
        "the meta-schema `https://example.org/other` requires the vocabulary "
          + "`https://example.org/needed`, which is not known here"
      ])
  }

  @Test func `what is unevaluated is told by name, and the name that was meant`() throws {
    let schema = #"""
      {"allOf":[{"properties":{"killed":{"type":"integer"}}}],"type":"object",
       "unevaluatedProperties":false}
      """#
    let judgement = try Judgement(schema, #"{"killed":1,"kiled":2}"#)
    #expect(judgement.isConsistent)
    #expect(
      judgement.violations == [
        Violation(
          instancePointer: "/kiled", schemaPointer: "/unevaluatedProperties",
          keyword: "unevaluatedProperties",
          sentence: "member `kiled` is not known here; did you mean `killed`?")
      ])
  }

  @Test func `an object of any size is judged for what is unevaluated`() throws {
    let members = (0..<20_000).map { #""a\#($0)":1"# }.joined(separator: ",")
    let schema = #"{"patternProperties":{"^a":true},"unevaluatedProperties":false}"#
    let sound = try Judgement(schema, "{\(members)}")
    #expect(sound.isAccepted && sound.isConsistent)
    let broken = try Judgement(schema, "{\(members),\"b\":1}")
    #expect(broken.violations.map(\.instancePointer) == ["/b"])
  }

  @Test func `unevaluated within unevaluated multiplies no work without a bound`() throws {
    var schema = ##"{"properties":{"a":{"$ref":"#"}},"anyOf":[{"required":["x"]},{}],"##
    schema += #""unevaluatedProperties":{"unevaluatedProperties":false}}"#
    let judgement = try Judgement(schema, BoundsTests.nested(400))
    #expect(judgement.isConsistent)
  }

  static let divisions: [(String, String, Bool)] = [
    // multipleOf, number, divides
    ("123456789012345678901234567890", "370370367037037036703703703670", true),
    ("123456789012345678901234567890", "370370367037037036703703703671", false),
    ("0.0000000000000000000000000001", "1", true),
    ("1024000000000000000000000001", "1e300", false),
    ("1180591620717411303424", "1e300", true),
    ("1180591620717411303424", "1e21", false),
  ]

  @Test(arguments: divisions)
  func `a divisor of any length divides exactly`(
    divisor: String, number: String, isMultiple: Bool
  ) throws {
    #expect(try Judgement(#"{"multipleOf":\#(divisor)}"#, number).isAccepted == isMultiple)
  }
}

import Testing

@testable import JSONSchema

struct KeywordTests {
  static let cases: [(String, String, Bool)] = [
    // schema, instance, accepted
    (#"{"type":"integer"}"#, "1.0", true),
    (#"{"type":"integer"}"#, "1e2", true),
    (#"{"type":"integer"}"#, "120e-1", true),
    (#"{"type":"integer"}"#, "1.5", false),
    (#"{"type":"integer"}"#, "123456789012345678901234567890", true),
    (#"{"type":["integer","number"]}"#, "1.5", true),
    (#"{"type":["null","string"]}"#, "null", true),
    (#"{"const":9007199254740993}"#, "9007199254740992", false),
    (#"{"const":9007199254740993}"#, "9007199254740993.0", true),
    (#"{"const":1e2}"#, "100", true),
    (#"{"const":-0.0}"#, "0", true),
    (#"{"const":{"a":[1,{"b":null}],"c":"x"}}"#, #"{"c":"\u0078","a":[1.0,{"b":null}]}"#, true),
    (#"{"const":{"a":1}}"#, #"{"a":1,"b":2}"#, false),
    (#"{"const":false}"#, "0", false),
    (#"{"enum":["a",1,null,[1,2]]}"#, "[1.0,2]", true),
    (#"{"enum":["a",1,null,[1,2]]}"#, "[2,1]", false),
    (#"{"enum":["é"]}"#, #""\u00e9""#, true),
    (#"{"multipleOf":0.01}"#, "0.29", true),
    (#"{"multipleOf":0.01}"#, "0.295", false),
    (#"{"multipleOf":0.0001}"#, "0.0075", true),
    (#"{"multipleOf":3}"#, "300000000000000000000000000000000000003", true),
    (#"{"multipleOf":3}"#, "300000000000000000000000000000000000004", false),
    (#"{"multipleOf":7}"#, "7e300", true),
    (#"{"multipleOf":7}"#, "1e300", false),
    (#"{"multipleOf":2}"#, "0", true),
    (#"{"minimum":0.1}"#, "0.1", true),
    (#"{"minimum":0.1}"#, "0.09999999999999999999999999", false),
    (#"{"exclusiveMaximum":9223372036854775808}"#, "9223372036854775807", true),
    (#"{"exclusiveMaximum":9223372036854775808}"#, "9223372036854775808", false),
    (#"{"maxLength":1}"#, #""😀""#, true),
    (#"{"maxLength":1}"#, #""\ud83d\ude00""#, true),
    (#"{"minLength":2}"#, #""😀""#, false),
    (#"{"minLength":2}"#, #""\u00e9\u00e9""#, true),
    (#"{"minLength":2.0}"#, #""ab""#, true),
    (#"{"required":["a","b"]}"#, #"{"b":1,"\u0061":2}"#, true),
    (#"{"required":["a"],"properties":{"b":{"type":"null"}}}"#, #"{"b":null}"#, false),
    (#"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"\u0061":1}"#, true),
    (
      #"{"properties":{"a":true},"required":["b"],"additionalProperties":false}"#, #"{"b":1}"#,
      false
    ),
    (
      #"{"patternProperties":{"^x":{"type":"null"}},"additionalProperties":{"type":"string"}}"#,
      #"{"x1":null,"y":"z"}"#, true
    ),
    (
      #"{"patternProperties":{"^x":{"type":"null"}},"additionalProperties":false}"#,
      #"{"y":null}"#, false
    ),
    (#"{"propertyNames":{"maxLength":2,"enum":["ab","c"]}}"#, #"{"ab":1,"c":2}"#, true),
    (#"{"propertyNames":{"anyOf":[{"const":"a"},{"pattern":"^b"}]}}"#, #"{"bc":1,"a":2}"#, true),
    (#"{"propertyNames":{"not":{"const":"a"}}}"#, #"{"a":2}"#, false),
    (#"{"propertyNames":{"if":{"pattern":"^a"},"then":{"minLength":2}}}"#, #"{"a":2}"#, false),
    (#"{"propertyNames":{"type":"number"}}"#, #"{"a":2}"#, false),
    (#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, false),
    (#"{"dependentSchemas":{"a":{"maxProperties":1}}}"#, #"{"a":1,"b":1}"#, false),
    (#"{"contains":{"type":"null"},"minContains":2,"maxContains":3}"#, "[null,1,null]", true),
    (#"{"contains":{"type":"null"},"maxContains":1}"#, "[null,1,null]", false),
    (#"{"contains":false,"minContains":0}"#, "[1]", true),
    (#"{"prefixItems":[{"type":"null"}],"items":{"type":"string"}}"#, #"[null,"a"]"#, true),
    (#"{"prefixItems":[{"type":"null"}],"items":false}"#, #"[null,"a"]"#, false),
    (#"{"uniqueItems":true}"#, #"[{"a":1,"b":2},{"b":2.0,"a":1}]"#, false),
    (#"{"uniqueItems":true}"#, #"[1,true,"1",[1],{"a":1},null,false,0]"#, true),
    (#"{"oneOf":[{"minimum":2},{"multipleOf":2}]}"#, "4", false),
    (#"{"not":{"required":["a"]}}"#, "{}", true),
    (#"{"if":{"required":["a"]},"else":false}"#, "{}", false),
    (#"{"then":false,"minContains":9}"#, "[]", true),
    (##"{"$ref":"#/$defs/a~1b%25","$defs":{"a/b%":{"type":"null"}}}"##, "null", true),
    (
      ##"{"$ref":"#n","$defs":{"n":{"$anchor":"n","items":{"$ref":"#n"},"type":"array"}}}"##,
      "[[],[[1]]]", false
    ),
    (
      #"{"$id":"https://e.org/s","$ref":"https://e.org/s#/$defs/x","$defs":{"x":false}}"#,
      "1", false
    ),
    (#"{"x-own":1,"title":"t","$comment":"c","format":"nonsense"}"#, #""x""#, true),
  ]

  @Test(arguments: cases)
  func `a keyword judges as the specification says`(
    schema: String, instance: String, isAccepted: Bool
  ) throws {
    let judgement = try Judgement(schema, instance)
    #expect(judgement.isAccepted == isAccepted)
    #expect(judgement.isConsistent)
  }

  @Test(arguments: [(12, 3), (13, 5), (40, 39), (2_000, 1_999)])
  func `a repeated item is found however many there are`(count: Int, at: Int) throws {
    let schema = try Schema(Array(#"{"uniqueItems":true}"#.utf8), name: "unique")
    var items = (0..<count).map { #"{"i":\#($0),"t":["x\#($0)"]}"# }
    let unique = try Judgement(schema, Array("[\(items.joined(separator: ","))]".utf8))
    #expect(unique.isAccepted && unique.isConsistent)
    items[at] = #"{"t":["x1"],"i":1.0}"#
    let repeated = try Judgement(schema, Array("[\(items.joined(separator: ","))]".utf8))
    #expect(!repeated.isAccepted && repeated.isConsistent)
    #expect(
      repeated.first?.sentence
        == "the document must not repeat an item; items 1 and \(at) (from 0) are equal")
  }
}

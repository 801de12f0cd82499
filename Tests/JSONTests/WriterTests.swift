import JSON
import Testing

@Suite struct WriterTests {
  private func written(_ body: (inout Writer) -> Void) -> String {
    var writer = Writer(capacity: 0)
    body(&writer)
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `minds the commas`() {
    let text = written { writer in
      writer.beginObject()
      writer.name("a")
      writer.integer(1)
      writer.name("b")
      writer.beginArray()
      writer.null()
      writer.bool(true)
      writer.beginObject()
      writer.endObject()
      writer.beginArray()
      writer.endArray()
      writer.string("x")
      writer.endArray()
      Array("c\"".utf8).withUnsafeBytes { writer.name($0) }
      "[1]".utf8.withContiguousStorageIfAvailable { writer.raw(UnsafeRawBufferPointer($0)) }
      writer.name("d")
      writer.bool(false)
      writer.endObject()
    }
    #expect(text == #"{"a":1,"b":[null,true,{},[],"x"],"c\"":[1],"d":false}"#)
  }

  @Test func `keeps its buffer and forgets its state`() {
    var writer = Writer(capacity: 16)
    for _ in 0..<3 {
      writer.removeAll()
      writer.beginArray()
      for number in 0..<500 { writer.integer(Int64(number)) }
      writer.endArray()
      #expect(writer.count == writer.bytes.count)
      #expect(writer.bytes.count == 10 + 180 + 1_200 + 499 + 2)
    }
    writer.removeAll()
    #expect(writer.bytes == [])
  }

  @Test(
    arguments: [
      (0, 0, "0"), (0, 5, "0"), (5, 0, "5"), (-5, 0, "-5"), (120, 0, "120"), (12, 1, "120"),
      (1200, -1, "120"), (15, -1, "1.5"), (150, -2, "1.5"), (-15, -3, "-0.015"),
      (1, -6, "0.000001"), (1, -7, "1e-7"), (123, -9, "1.23e-7"), (1, 20, "100000000000000000000"),
      (1, 21, "1e+21"), (123, 21, "1.23e+23"), (-1, 100, "-1e+100"),
      (.max, 0, "9223372036854775807"), (.min, 0, "-9223372036854775808"),
      (.min, -10, "-922337203.6854775808"), (.max, -300, "9.223372036854775807e-282"),
    ] as [(Int64, Int, String)])
  func `writes a decimal in one way`(significand: Int64, exponent: Int, expected: String) throws {
    let text = written { $0.decimal(significand: significand, exponent: exponent) }
    #expect(text == expected)
    try withRoot(text) { root, _ in #expect(canonical(root) == expected) }
  }

  @Test func `writes integers`() {
    for value in [Int64.min, -10, -1, 0, 1, 9, 10, 99, 100, 12_345, .max] {
      #expect(written { $0.integer(value) } == String(value))
    }
    var power: Int64 = 1
    for _ in 0..<18 {
      power *= 10
      for value in [power - 1, power, -power, 1 - power] {
        #expect(written { $0.integer(value) } == String(value))
      }
    }
  }

  @Test func `writes strings of every length with an escape anywhere`() throws {
    for length in 0..<20 {
      for place in 0...length {
        for special in ["", "\"", "\\", "\n", "\u{1}", "\u{1F}", "\u{7F}", "é", "\u{2028}"] {
          let value =
            String(repeating: "a", count: place) + special
            + String(repeating: "b", count: length - place)
          let text = written { $0.string(value) }
          #expect(text == Oracle.quote(Array(value.utf8)))
          try withRoot(text) { root, _ in
            #expect(root.text?.string == value)
            let value = try #require(root.text)
            #expect(written { $0.string(value) } == text)
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("[ 1 , 1.0 , 1.00e0 , 10e-1 , 0.1e1 ]", "[1,1,1,1,1]"),
    ("[-0, 0.0, -0e5, 0e-5]", "[0,0,0,0]"),
    ("[100, 1e2, 1.50, 0.0, 0.10]", "[100,100,1.5,0,0.1]"),
    ("[0.001, 0.0000010, 0.00000010]", "[0.001,0.000001,1e-7]"),
    (
      "[1e20, 1e21, 12345678901234567890123]",
      "[100000000000000000000,1e+21,1.2345678901234567890123e+22]"
    ),
    (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#),
    (#"{"ab":1,"a":2,"":3,"aa":4}"#, #"{"":3,"a":2,"aa":4,"ab":1}"#),
    (
      #"{"prefix-of-9b":1,"prefix-of-9a":2,"prefix-of-":3}"#,
      #"{"prefix-of-":3,"prefix-of-9a":2,"prefix-of-9b":1}"#
    ),
    (#"{"\u0062":1,"a":2}"#, #"{"a":2,"b":1}"#),
    // by UTF-8 bytes: U+FF5E before U+1D11E, where UTF-16 has it the other way round
    (#"{"\ud834\udd1e":1,"\uff5e":2}"#, #"{"～":2,"𝄞":1}"#),
    (#"["\/\u00e9\u0009\u001f\u007f"]"#, "[\"/é\\t\\u001f\u{7f}\"]"),
    (#" {"z":{"y":{"x":[ ]},"w":[{ }]}} "#, #"{"z":{"w":[{}],"y":{"x":[]}}}"#),
  ])
  func `has one canonical form`(spelling: String, expected: String) throws {
    try withRoot(spelling) { root, _ in #expect(canonical(root) == expected) }
  }

  @Test func `keeps the exact digits of long numbers and reads them back`() throws {
    let huge = "1" + String(repeating: "0", count: 400)
    // Just above the largest double.
    let border = "179769313486231581" + String(repeating: "0", count: 291)
    #expect(try withRoot(border) { root, _ in root.double } == nil)
    #expect(try withRoot("1e308") { root, _ in canonical(root) } == "1e+308")
    for spelling in [
      "1e308", border, "17976931348623157" + border.dropFirst(17), huge, huge + "1",
      "1.7976931348623157e308", "-1e-9990",
    ] {
      let once = try withRoot(spelling) { root, _ in canonical(root) }
      #expect(try withRoot(once) { root, _ in canonical(root) } == once)
      #expect(Oracle.read(Array(once.utf8)) == Oracle.read(Array(spelling.utf8)))
    }
  }

  @Test func `sorts objects of any size`() throws {
    var random = Seeded(11)
    for size in [0, 1, 2, 3, 16, 63, 64, 65, 66, 500, 3_000] {
      let names = (0..<size).map { "member \($0)" }.shuffled(using: &random)
      let text = "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
      let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let expected = "{" + sorted.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
      try withRoot(text) { root, _ in #expect(canonical(root) == expected) }
    }
  }

  @Test func `sorts alike whatever it has learned from objects before`() throws {
    var random = Seeded(12)
    var writer = Writer()
    let names = ["id", "at", "lat", "lon", "actor", "actor_2", "fatalities", "fatalities_best"]
    for _ in 0..<300 {
      let chosen = names.shuffled(using: &random).prefix(random.below(names.count + 1))
      let members = chosen.map { #""\#($0)":{"b":1,"a":\#($0.count)}"# }
      try withRoot("{" + members.joined(separator: ",") + "}") { root, _ in
        writer.removeAll()
        writer.canonical(root)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == tree(root).canonical)
      }
    }
  }

  @Test func `writes a canonical value among others`() throws {
    try withRoot(#"{"b":[1.0],"a":"\u0041"}"#) { root, _ in
      let text = written { writer in
        writer.beginArray()
        writer.canonical(root)
        writer.canonical(root)
        writer.beginObject()
        for member in root.members {
          writer.name(member.name)
          writer.canonical(member.value)
        }
        writer.endObject()
        writer.endArray()
      }
      #expect(text == #"[{"a":"A","b":[1]},{"a":"A","b":[1]},{"b":[1],"a":"A"}]"#)
    }
  }
}

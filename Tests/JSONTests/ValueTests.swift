import JSON
import Testing

/// Parses a text and gives its root to `body`, while the parser lives.
func withRoot<R>(_ text: String, _ body: (Value, Document) throws -> R) throws -> R {
  let parser = Parser()
  return try withExtendedLifetime(parser) {
    let document = try parser.parse(Array(text.utf8))
    return try body(document.root, document)
  }
}

@Suite struct ValueTests {
  @Test func `gives kinds, counts, offsets and source bytes`() throws {
    let text = #" {"a": [1, -2.50, "x\n"] , "b":{ } ,"c":null,"é":true}"#
    try withRoot(text) { root, _ in
      func source(_ value: Value?) -> String? {
        value.map { String(decoding: $0.source, as: UTF8.self) }
      }
      #expect(root.kind == .object && root.count == 4 && root.offset == 1)
      #expect(source(root) == String(text.dropFirst()))
      #expect(root["a"]?.kind == .array && root["a"]?.count == 3 && root["a"]?.offset == 7)
      #expect(source(root["a"]) == #"[1, -2.50, "x\n"]"#)
      #expect(source(root["a"]?[position: 2]) == #""x\n""#)
      #expect(source(root["b"]) == "{ }" && root["b"]?.count == 0)
      #expect(root["c"]?.isNull == true && source(root["c"]) == "null")
      #expect(root["é"]?.bool == true && root["é"]?.kind == .boolean)
      #expect(root["d"] == nil && root["a"]?["a"] == nil && root["a"]?[position: 3] == nil)
      #expect(root["a"]?[position: -1] == nil && root[position: 0] == nil)
      #expect(root.members.map(\.name.string) == ["a", "b", "c", "é"])
      #expect(root.elements.map(\.offset) == [] && root["c"]?.members.map(\.value.offset) == [])
      #expect(root["a"]?.text == nil && root["a"]?.int64 == nil && root["c"]?.bool == nil)
    }
  }

  @Test func `finds members over nested values and by decoded names`() throws {
    let text =
      #"{"x":{"deep":[[{"y":1}],2]},"\u0079":[],"longer than eight":3,"longer than nine.":4,"":5}"#
    try withRoot(text) { root, _ in
      #expect(root["y"]?.kind == .array)
      #expect(root["longer than eight"]?.int64 == 3)
      #expect(root["longer than nine."]?.int64 == 4)
      #expect(root["longer than"] == nil)
      #expect(root[""]?.int64 == 5)
      #expect(root.member(UnsafeRawBufferPointer(start: nil, count: 0))?.int64 == 5)
    }
  }

  @Test(
    arguments: [
      // spelling, int64, significand, exponent
      ("0", 0, 0, 0),
      ("-0", 0, 0, 0),
      ("0.000", 0, 0, 0),
      ("0e999999", 0, 0, 0),
      ("1", 1, 1, 0),
      ("1.0", 1, 1, 0),
      ("1e2", 100, 1, 2),
      ("10e-1", 1, 1, 0),
      ("-120", -120, -12, 1),
      ("1.5", nil, 15, -1),
      ("15e-1", nil, 15, -1),
      ("0.00120", nil, 12, -4),
      ("1e-7", nil, 1, -7),
      ("9223372036854775807", .max, .max, 0),
      ("-9223372036854775808", .min, .min, 0),
      ("-922337203685477580.8", nil, .min, -1),
      ("9223372036854775807.00000000000000000000", .max, .max, 0),
      ("9223372036854775808", nil, nil, 0),
      ("-9223372036854775809", nil, nil, 0),
      ("123456789012345678901234567890", nil, nil, 0),
      ("1000000000000000000", 1_000_000_000_000_000_000, 1, 18),
      ("1000000000000000000000", nil, 1, 21),
      ("92233720368547758070", nil, .max, 1),
      ("999999999999999999", 999_999_999_999_999_999, 999_999_999_999_999_999, 0),
      ("-99999999999999999", -99_999_999_999_999_999, -99_999_999_999_999_999, 0),
      ("1e300", nil, 1, 300),
      ("0.1000000000000000055511151231257827", nil, nil, 0),
    ] as [(String, Int64?, Int64?, Int16)])
  func `reads numbers exactly or not at all`(
    spelling: String, int64: Int64?, significand: Int64?, exponent: Int16
  ) throws {
    try withRoot("[\(spelling)]") { root, _ in
      let number = try #require(root[position: 0])
      #expect(number.int64 == int64)
      #expect(
        number.decimal == significand.map { Decimal64(significand: $0, exponent: exponent) })
      #expect(number.numberText.map { String(decoding: $0, as: UTF8.self) } == spelling)
    }
  }

  @Test func `rounds doubles correctly`() throws {
    var random = Seeded(7)
    for round in 0..<5_000 {
      var spelling = random.chance(50) ? "-" : ""
      spelling += String(random.below(round % 2 == 0 ? 100 : .max))
      if random.chance(70) { spelling += "." + String(random.below(.max)).prefix(round % 18 + 1) }
      if random.chance(40) { spelling += "e" + String(random.below(500) - 250) }
      let expected = Double(spelling)
      try withRoot(spelling) { root, _ in #expect(root.double == expected, "\(spelling)") }
    }
  }

  @Test func `has no double for integers beyond it`() throws {
    let long = String(repeating: "9", count: 400)
    try withRoot(long) { root, _ in
      #expect(root.double == nil && root.decimal == nil && root.kind == .number)
    }
  }
}

@Suite struct TextTests {
  @Test(arguments: [
    (#""""#, "", 0),
    (#""plain""#, "plain", 5),
    (#""é€𝄞""#, "é€𝄞", 3),
    (#""\u00e9\u20AC\ud834\udd1e""#, "é€𝄞", 3),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t", 8),
    (#""a\u0062c""#, "abc", 3),
    (#""\uFFFF\uFEFF""#, "\u{FFFF}\u{FEFF}", 2),
  ])
  func `decodes strings`(spelling: String, expected: String, scalars: Int) throws {
    try withRoot(spelling) { root, _ in
      let text = try #require(root.text)
      var appended: [UInt8] = [1]
      text.append(to: &appended)
      #expect(appended == [1] + Array(expected.utf8))
      #expect(Array(text.string.unicodeScalars) == Array(expected.unicodeScalars))
      #expect(text.scalarCount == scalars)
      #expect(text.hasEscapes == spelling.contains("\\"))
      #expect(String(decoding: text.raw, as: UTF8.self) == String(spelling.dropFirst().dropLast()))
      Array(expected.utf8).withUnsafeBytes { #expect(text.equals($0)) }
      Array((expected + "x").utf8).withUnsafeBytes { #expect(!text.equals($0)) }
      #expect(!text.equals("something else"))
    }
  }
}

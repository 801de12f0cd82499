import JSON
import Testing

/// The fault a text gives, as `reason@offset`; `ok` when it is accepted.
func verdict(_ bytes: [UInt8], limits: Limits = .init()) -> String {
  do throws(Fault) {
    _ = try Parser(limits: limits).parse(bytes)
    return "ok"
  } catch {
    return "\(error.reason.rawValue)@\(error.offset)"
  }
}

func verdict(_ text: String, limits: Limits = .init()) -> String {
  verdict(Array(text.utf8), limits: limits)
}

@Suite struct FaultTests {
  @Test(arguments: [
    // empty
    ("", "empty@0"),
    (" \n\t\r ", "empty@5"),
    // truncated: always at the end
    ("{", "truncated@1"),
    ("[", "truncated@1"),
    ("[1", "truncated@2"),
    ("[1,", "truncated@3"),
    ("[1, ", "truncated@4"),
    ("\"", "truncated@1"),
    ("\"abc", "truncated@4"),
    ("\"abc\\", "truncated@5"),
    ("\"abc\\\"", "truncated@6"),
    ("\"\\u12", "truncated@5"),
    ("\"\\ud800", "truncated@7"),
    ("\"\\ud800\\", "truncated@8"),
    ("{\"a\"", "truncated@4"),
    ("{\"a\":", "truncated@5"),
    ("{\"a\":1", "truncated@6"),
    ("{\"a\":1,", "truncated@7"),
    ("{\"a\":tr", "truncated@7"),
    ("tru", "truncated@3"),
    ("[[[]", "truncated@4"),
    // numbers: at the token
    ("01", "invalid_number@0"),
    ("-01", "invalid_number@0"),
    ("+1", "invalid_number@0"),
    (".5", "invalid_number@0"),
    ("1.", "invalid_number@0"),
    ("[1.]", "invalid_number@1"),
    ("1e", "invalid_number@0"),
    ("1e+", "invalid_number@0"),
    ("-", "invalid_number@0"),
    ("[-]", "invalid_number@1"),
    ("[1.e5]", "invalid_number@1"),
    ("[ 0x10 ]", "invalid_number@2"),
    ("[1a]", "invalid_number@1"),
    ("[1\"a\"]", "invalid_number@1"),
    ("[-Infinity]", "invalid_number@1"),
    ("{\"a\":1_000}", "invalid_number@5"),
    ("[0, 1e400]", "number_overflow@4"),
    ("-1e400", "number_overflow@0"),
    ("1e99999999999999999999", "number_overflow@0"),
    ("1.8e308", "number_overflow@0"),
    ("1e-99999999999999999999", "number_overflow@0"),
    ("1.7976931348623157e308", "ok"),
    ("1e-400", "ok"),
    ("0e99999999999999999999", "ok"),
    ("0.0e-99999999999999999999", "ok"),
    ("123456789012345678901234567890", "ok"),
    // literals: at the token
    ("[nul]", "invalid_literal@1"),
    ("[True]", "invalid_literal@1"),
    ("[NaN]", "invalid_literal@1"),
    ("truefalse", "invalid_literal@0"),
    ("[falsey]", "invalid_literal@1"),
    ("{\"a\": nulll}", "invalid_literal@6"),
    ("[true\"a\"]", "invalid_literal@1"),
    // structure
    ("]", "unexpected_byte@0"),
    ("}", "unexpected_byte@0"),
    (",", "unexpected_byte@0"),
    (":", "unexpected_byte@0"),
    ("[1,]", "unexpected_byte@3"),
    ("[,1]", "unexpected_byte@1"),
    ("[1 2]", "unexpected_byte@3"),
    ("[1}", "unexpected_byte@2"),
    ("{\"a\":1]", "unexpected_byte@6"),
    ("{\"a\":1,}", "unexpected_byte@7"),
    ("{\"a\" 1}", "unexpected_byte@5"),
    ("{\"a\",1}", "unexpected_byte@4"),
    ("{\"a\":}", "unexpected_byte@5"),
    ("{\"a\":1:2}", "unexpected_byte@6"),
    ("{a:1}", "unexpected_byte@1"),
    ("{1:1}", "unexpected_byte@1"),
    ("{'a':1}", "unexpected_byte@1"),
    ("['a']", "unexpected_byte@1"),
    ("[\"a\"b]", "unexpected_byte@4"),
    ("[\"a\"\"b\"]", "unexpected_byte@4"),
    ("[\"a\"\\]", "unexpected_byte@4"),
    ("/* c */ 1", "unexpected_byte@0"),
    ("[1]\u{0C}", "trailing_content@3"),
    ("\u{0C}[1]", "unexpected_byte@0"),
    ("[1\u{1A}1]", "invalid_number@1"),
    ("[\u{a0}1]", "unexpected_byte@1"),
    // trailing content
    ("1 2", "trailing_content@2"),
    ("{} x", "trailing_content@3"),
    ("[]]", "trailing_content@2"),
    ("null,", "trailing_content@4"),
    ("\"a\"\"b\"", "trailing_content@3"),
    // strings
    ("\"a\tb\"", "control_character@2"),
    ("[\"a\nb\", \"c", "control_character@3"),
    ("{\"a\u{1}\":1}", "control_character@3"),
    ("\"\\x\"", "invalid_escape@1"),
    ("\"ab\\u12g4\"", "invalid_escape@3"),
    ("\"\\u12\"", "invalid_escape@1"),
    ("\"\\U0041\"", "invalid_escape@1"),
    ("\"\\ud800\"", "lone_surrogate@1"),
    ("\"a\\udc00\"", "lone_surrogate@2"),
    ("\"\\ud800\\u0041\"", "lone_surrogate@1"),
    ("\"\\ud800\\n\"", "lone_surrogate@1"),
    ("\"\\ud800\\uZZZZ\"", "invalid_escape@7"),
    ("\"\\ud83d\\ude00\"", "ok"),
    ("{\"\\ud800\":1}", "lone_surrogate@2"),
    ("\"a\\u0000\"", "nul_character@2"),
    ("{\"\\u0000\":1}", "nul_character@2"),
    // duplicates: at the second name
    ("{\"a\":1,\"a\":2}", "duplicate_member@7"),
    ("{\"a\":1,\"\\u0061\":2}", "duplicate_member@7"),
    ("{\"\\u0061\":1, \"a\":2}", "duplicate_member@13"),
    ("{\"\":1,\"\":2}", "duplicate_member@6"),
    ("[{\"x\":{\"k\":1,\"l\":2,\"k\":3}}]", "duplicate_member@19"),
    ("{\"a\":{\"a\":1},\"b\":{\"a\":1}}", "ok"),
    ("{\"a\":1,\"a\":2", "truncated@12"),
    ("{\"a\":1,\"a\":01}", "invalid_number@11"),
    ("{\"longer than sixteen\":1,\"longer than sixteen\":2}", "duplicate_member@25"),
  ])
  func `names the first fault and its offset`(text: String, expected: String) {
    #expect(verdict(text) == expected)
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "byte_order_mark@0"),
      ([0xFF, 0xFE, 0x7B, 0x00], "invalid_utf8@0"),
      ([0x22, 0x61, 0x80, 0x22], "invalid_utf8@2"),
      ([0x22, 0xC0, 0xAF, 0x22], "invalid_utf8@1"),  // overlong
      ([0x22, 0xE0, 0x80, 0x80, 0x22], "invalid_utf8@1"),  // overlong
      ([0x22, 0x61, 0xED, 0xA0, 0x80, 0x22], "invalid_utf8@2"),  // a surrogate
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "invalid_utf8@1"),  // beyond U+10FFFF
      ([0x22, 0x61, 0xC3], "invalid_utf8@2"),  // cut inside a character
      ([0x22, 0xE2, 0x82], "invalid_utf8@1"),
      ([0x5B, 0x31, 0x80, 0x5D], "invalid_utf8@2"),  // outside of a string
      ([0x22, 0xC3, 0xA9, 0x22], "ok"),
      ([0x22, 0xF4, 0x8F, 0xBF, 0xBF, 0x22], "ok"),
      ([0x22, 0x61, 0x00, 0x22], "nul_character@2"),
      ([0x5B, 0x00, 0x5D], "nul_character@1"),
      ([0x5B, 0x31, 0x00, 0x5D], "nul_character@2"),
      ([0x31, 0x00], "nul_character@1"),
      ([0x31, 0x20, 0x00], "nul_character@2"),
      ([0x00], "nul_character@0"),
      ([0x74, 0x72, 0x75, 0x65, 0x00], "nul_character@4"),
    ] as [([UInt8], String)])
  func `names faults of raw bytes`(bytes: [UInt8], expected: String) {
    #expect(verdict(bytes) == expected)
  }

  @Test func `holds to the depth limit`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(verdict(nested(64)) == "ok")
    #expect(verdict(nested(65)) == "depth_exceeded@64")
    #expect(verdict(nested(10_000)) == "depth_exceeded@64")
    #expect(verdict(String(repeating: "[", count: 100_000)) == "depth_exceeded@64")
    #expect(verdict(String(repeating: "{\"a\":", count: 65) + "1") == "depth_exceeded@320")
    #expect(verdict(nested(10_000), limits: Limits(depthMax: 1_000_000)) == "depth_exceeded@512")
    #expect(verdict("[[]]", limits: Limits(depthMax: 1)) == "depth_exceeded@1")
    #expect(verdict("1", limits: Limits(depthMax: 0)) == "ok")
  }

  @Test func `holds to the size limit`() {
    #expect(verdict("[12345]", limits: Limits(bytesMax: 7)) == "ok")
    #expect(verdict("[123456]", limits: Limits(bytesMax: 7)) == "oversize@7")
    #expect(verdict("1", limits: Limits(bytesMax: -1)) == "oversize@0")
  }

  @Test func `refuses what 32-bit offsets cannot hold without reading it`() throws {
    let parser = Parser(limits: Limits(bytesMax: .max))
    let byte: [UInt8] = [0x31]
    byte.withUnsafeBytes { bytes in
      // The length is a lie; the size is checked before any byte is read.
      let huge = UnsafeRawBufferPointer(start: bytes.baseAddress, count: Int(UInt32.max))
      #expect(throws: Fault(reason: .oversize, offset: Int(UInt32.max) - 1)) {
        try parser.parse(huge)
      }
    }
  }

  @Test(arguments: Fault.Reason.allCases)
  func `says each fault in one sentence with its position`(reason: Fault.Reason) {
    let sentence = Fault(reason: reason, offset: 7).sentence
    #expect(sentence.hasSuffix("(byte 7)."))
    #expect(sentence.count < 100)
  }
}

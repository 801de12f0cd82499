import JSON
import Testing

/// The tree of a parsed value, through the public accessors only.
func tree(_ value: Value) -> Oracle {
  switch value.kind {
  case .null: return .null
  case .boolean: return .boolean(value.bool == true)
  case .number:
    let text = String(decoding: value.numberText ?? .init(start: nil, count: 0), as: UTF8.self)
    return Oracle.read(Array(text.utf8)) ?? .null
  case .string:
    var bytes: [UInt8] = []
    value.text?.append(to: &bytes)
    return .string(bytes)
  case .array: return .array(value.elements.map { tree($0) })
  case .object:
    return .object(
      value.members.map { OracleMember(name: Array($0.name.string.utf8), value: tree($0.value)) })
  }
}

func canonical(_ value: Value) -> String {
  var writer = Writer()
  writer.canonical(value)
  return String(decoding: writer.bytes, as: UTF8.self)
}

@Suite struct OracleTests {
  @Test func `reads what was spelled, whatever the spelling`() throws {
    let parser = Parser()
    var invention = Invention(seed: 1)
    for _ in 0..<3_000 {
      let tree = invention.tree()
      let text = invention.spell(tree)
      let root = try parser.parse(Array(text.utf8)).root
      #expect(JSONTests.tree(root) == tree, "\(text)")
      #expect(canonical(root) == tree.canonical, "\(text)")
    }
  }

  @Test func `has one canonical form for all orders and spellings`() throws {
    let parser = Parser()
    var invention = Invention(seed: 2)
    for _ in 0..<1_500 {
      let tree = invention.tree()
      let once = canonical(try parser.parse(Array(invention.spell(tree).utf8)).root)
      let other = invention.spell(invention.shuffled(tree))
      #expect(canonical(try parser.parse(Array(other.utf8)).root) == once)
      #expect(canonical(try parser.parse(Array(once.utf8)).root) == once)
    }
  }

  @Test(arguments: 0..<8)
  func `accepts exactly what the oracle accepts, over mutations`(seed: UInt64) throws {
    let parser = Parser()
    var invention = Invention(seed: 100 + seed)
    var accepted = 0
    for _ in 0..<500 {
      let text = Array(invention.spell(invention.tree()).utf8)
      for _ in 0..<10 {
        let bytes = invention.mutated(text)
        let expected = Oracle.read(bytes)
        do throws(Fault) {
          let root = try parser.parse(bytes).root
          #expect(expected != nil, "accepted \(bytes)")
          if let expected { #expect(canonical(root) == expected.canonical) }
          accepted += 1
        } catch {
          #expect(expected == nil, "\(error) for \(String(decoding: bytes, as: UTF8.self))")
          #expect(error.offset >= 0 && error.offset <= bytes.count)
          #expect(bytes.isEmpty || isPlausible(error, bytes), "\(error) for \(bytes)")
        }
      }
    }
    // The mutations are worth something only when both answers are frequent.
    #expect(accepted > 300 && accepted < 4_700)
  }

  /// Whether the text before a fault is not itself at fault there: a cut just before the offset
  /// must never be accepted with anything that could have made the fault earlier.
  private func isPlausible(_ fault: Fault, _ bytes: [UInt8]) -> Bool {
    switch fault.reason {
    case .truncated, .empty: return fault.offset == bytes.count
    case .duplicateMember: return bytes[fault.offset] == UInt8(ascii: "\"")
    case .loneSurrogate, .invalidEscape: return bytes[fault.offset] == UInt8(ascii: "\\")
    case .controlCharacter: return bytes[fault.offset] < 0x20 && bytes[fault.offset] > 0
    case .nulCharacter:
      return bytes[fault.offset] == 0 || bytes[fault.offset] == UInt8(ascii: "\\")
    case .invalidUTF8:
      return String(validating: bytes[..<fault.offset], as: UTF8.self) != nil
        && String(validating: bytes, as: UTF8.self) == nil
    case .trailingContent: return Oracle.read(Array(bytes[..<fault.offset])) != nil
    case .invalidNumber, .invalidLiteral, .numberOverflow, .unexpectedByte, .byteOrderMark,
      .depthExceeded, .oversize:
      return fault.offset < bytes.count
    }
  }

  @Test func `finds every cut of a document truncated at its end, or within a token`() throws {
    let text = Array(#"{"a":[1.5,true,null,{"é\n":"x"}],"b":-0.5e3}"#.utf8)
    for cut in 0..<text.count {
      let verdict = JSONTests.verdict(Array(text[..<cut]))
      let isSound =
        verdict == "truncated@\(cut)" || verdict == "empty@0" || verdict.hasPrefix("invalid_utf8")
        || (verdict.hasPrefix("invalid_number") && "-.e".utf8.contains(text[cut - 1]))
      #expect(isSound, "\(verdict) at \(cut)")
    }
  }

  @Test func `reads texts of every length alike, across block borders`() throws {
    let parser = Parser()
    for length in 0..<300 {
      let inside = String(repeating: "x", count: length)
      let root = try parser.parse(Array("[\"\(inside)\",\"é\",\"\(inside)\\n\"]".utf8)).root
      #expect(root[position: 0]?.text?.string == inside)
      #expect(root[position: 1]?.text?.scalarCount == 1)
      #expect(root[position: 2]?.text?.string == inside + "\n")
      #expect(root[position: 2]?.text?.scalarCount == length + 1)
    }
  }

  /// Run it with `SIMDJSON_FORCE_IMPLEMENTATION=fallback` (or westmere, haswell, icelake) too.
  @Test func `gives the same verdicts on every processor`() {
    var invention = Invention(seed: 77)
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for _ in 0..<300 {
      let text = Array(invention.spell(invention.tree()).utf8)
      for _ in 0..<5 {
        for byte in verdict(invention.mutated(text)).utf8 {
          digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
        }
      }
    }
    #expect(digest == 11_194_801_484_702_421_074)
  }
}

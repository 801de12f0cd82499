/// Invents documents: a tree, and spellings of it that differ in everything that must not matter.
struct Invention {
  var random: Seeded

  init(seed: UInt64) { random = Seeded(seed) }

  private static let names = [
    "id", "schema", "observed_at", "lat", "lon", "actor", "fatalities", "é", "名", "", "a/b", "m~n",
    "tab\there", "quote\"", "back\\slash", "𝄞", "\u{1}", "sources_of_the_report",
    "sources_of_the_reports",
  ]

  private static let pieces: [Unicode.Scalar] = [
    "a", "b", "Z", " ", "0", "é", "œ", "ŋ", "€", "名", "𝄞", "😀", "\"", "\\", "/", "\n", "\t",
    "\u{1}",
    "\u{1F}", "\u{7F}", "\u{2028}", "\u{FEFF}", "\u{D7FF}", "\u{E000}", "\u{10FFFF}", "{", "]", ",",
    ":",
  ]

  mutating func tree(depth: Int = 0) -> Oracle {
    switch random.below(depth > 4 ? 5 : depth == 0 ? 20 : 8) {
    case 0: return .null
    case 1: return .boolean(random.chance(50))
    case 2: return number()
    case 3, 4: return .string(text())
    case 5: return .array((0..<random.below(5)).map { _ in tree(depth: depth + 1) })
    default:
      var members: [OracleMember] = []
      for _ in 0..<random.below(8) {
        let name =
          random.chance(70) ? Array(Self.names[random.below(Self.names.count)].utf8) : text()
        if members.contains(where: { $0.name == name }) { continue }
        members.append(OracleMember(name: name, value: tree(depth: depth + 1)))
      }
      return .object(members)
    }
  }

  private mutating func text() -> [UInt8] {
    var text = ""
    for _ in 0..<random.below(random.chance(10) ? 90 : 12) {
      text.unicodeScalars.append(Self.pieces[random.below(Self.pieces.count)])
    }
    return Array(text.utf8)
  }

  private mutating func number() -> Oracle {
    var digits = String(
      (0..<random.below(random.chance(10) ? 40 : 9)).map { _ in
        Character(String(random.below(10)))
      }
    ).drop { $0 == "0" }
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.isEmpty { return .number(negative: false, digits: "", exponent: 0) }
    let exponent = random.chance(70) ? random.below(8) - 5 : random.below(500) - 250
    return .number(negative: random.chance(30), digits: String(digits), exponent: exponent)
  }

  /// Another tree that is equal, its members in another order.
  mutating func shuffled(_ tree: Oracle) -> Oracle {
    switch tree {
    case .array(let elements): return .array(elements.map { shuffled($0) })
    case .object(let members):
      let inner = members.map { OracleMember(name: $0.name, value: shuffled($0.value)) }
      return .object(inner.shuffled(using: &random))
    default: return tree
    }
  }

  /// One of the many spellings of a tree.
  mutating func spell(_ tree: Oracle) -> String {
    space() + spellTight(tree) + space()
  }

  private mutating func spellTight(_ tree: Oracle) -> String {
    switch tree {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .string(let bytes): return spell(bytes)
    case .number(let negative, let digits, let exponent):
      return (negative || (digits.isEmpty && random.chance(20)) ? "-" : "")
        + spell(digits.isEmpty ? "0" : digits, exponent)
    case .array(let elements):
      return "[" + elements.map { spell($0) }.joined(separator: ",")
        + (elements.isEmpty ? space() : "") + "]"
    case .object(let members):
      let spelled = members.map { space() + spell($0.name) + space() + ":" + spell($0.value) }
      return "{" + spelled.joined(separator: ",") + (members.isEmpty ? space() : "") + "}"
    }
  }

  private mutating func space() -> String {
    guard random.chance(15) else { return "" }
    return String(
      (0..<random.below(4)).map { _ in [" ", "\n", "\t", "\r"][random.below(4)] }.joined())
  }

  private mutating func spell(_ bytes: [UInt8]) -> String {
    var out = "\""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || random.chance(8) {
        if scalar == "/" && random.chance(50) {
          out += "\\/"
        } else if scalar == "\n" && random.chance(50) {
          out += "\\n"
        } else {
          for unit in String(Character(scalar)).utf16 { out += "\\u" + hex(unit) }
        }
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private mutating func hex(_ unit: UInt16) -> String {
    let hex = String(unit, radix: 16, uppercase: random.chance(50))
    return String(repeating: "0", count: 4 - hex.count) + hex
  }

  /// Digits and an exponent, spelled with the point anywhere.
  private mutating func spell(_ digits: String, _ exponent: Int) -> String {
    var digits = digits
    var exponent = exponent
    for _ in 0..<(random.chance(30) ? random.below(3) : 0) {
      digits += "0"
      exponent -= 1
    }
    if exponent >= 0, exponent < 330, random.chance(60) {
      return digits + (digits == "0" ? "" : String(repeating: "0", count: exponent))
    }
    if digits.first == "0", digits.count > 1 { return "0" }
    // Move the point `places` to the left; the exponent makes up for it.
    let places = min(exponent < 0 ? -exponent : random.below(3), 40)
    exponent += places
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    var out = String(padded.dropLast(places))
    if places > 0 { out += "." + padded.suffix(places) }
    if exponent != 0 || random.chance(10) {
      out += random.chance(50) ? "e" : "E"
      if exponent >= 0, random.chance(50) { out += "+" }
      out += String(exponent)
    }
    return out
  }

  /// Changes a few bytes anywhere: flips, cuts, doubles, swaps, and bytes that mean something.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let telling =
      Array("{}[]:,\"\\/ \n\t0123456789+-.eEtrufalsn".utf8) + [
        0, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xFF,
      ]
    for _ in 0...random.below(3) where !bytes.isEmpty {
      let at = random.below(bytes.count)
      switch random.below(7) {
      case 0: bytes[at] = UInt8(random.below(256))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(telling[random.below(telling.count)], at: at)
      case 3: bytes[at] = telling[random.below(telling.count)]
      case 4: bytes.removeSubrange(at..<min(bytes.count, at + random.below(6)))
      case 5: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.below(12))], at: at)
      default: bytes = Array(bytes[..<at])
      }
    }
    return bytes
  }
}

/// A JSON value as a tree, read slowly and obviously. Shares no code with the module under test.
indirect enum Oracle: Equatable {
  case null
  case boolean(Bool)
  /// Digits without leading and trailing zeros, times ten to the exponent; no digits is zero.
  case number(negative: Bool, digits: String, exponent: Int)
  case string([UInt8])
  case array([Oracle])
  case object([OracleMember])

  /// Reads a text; nil when it must be refused.
  static func read(_ bytes: [UInt8], depthMax: Int = 64) -> Oracle? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var reader = OracleReader(scalars: Array(text.unicodeScalars), depthMax: depthMax)
    guard let value = reader.value(depth: 0) else { return nil }
    reader.spaces()
    return reader.at == reader.scalars.count ? value : nil
  }

  /// The canonical form, from its definition.
  var canonical: String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let negative, let digits, let exponent):
      return Self.spell(negative, digits, exponent)
    case .string(let bytes): return Self.quote(bytes)
    case .array(let elements):
      return "[" + elements.map(\.canonical).joined(separator: ",") + "]"
    case .object(let members):
      let sorted = members.sorted { $0.name.lexicographicallyPrecedes($1.name) }
      let spelled = sorted.map { Self.quote($0.name) + ":" + $0.value.canonical }
      return "{" + spelled.joined(separator: ",") + "}"
    }
  }

  static func quote(_ bytes: [UInt8]) -> String {
    var out = "\""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{8}": out += "\\b"
      case "\u{9}": out += "\\t"
      case "\u{A}": out += "\\n"
      case "\u{C}": out += "\\f"
      case "\u{D}": out += "\\r"
      case "\u{0}"..<"\u{20}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func spell(_ negative: Bool, _ digits: String, _ exponent: Int) -> String {
    if digits.isEmpty { return "0" }
    let sign = negative ? "-" : ""
    let point = digits.count + exponent
    func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
    let isBeyondDouble = point > 300 && Double("0.\(digits)e\(point)") == .infinity
    if (1...21).contains(point) || isBeyondDouble {
      if exponent >= 0 { return sign + digits + zeros(exponent) }
      return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
    if (-5...0).contains(point) { return sign + "0." + zeros(-point) + digits }
    let rest = digits.dropFirst()
    return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e"
      + (point > 0 ? "+" : "") + String(point - 1)
  }
}

struct OracleMember: Equatable {
  var name: [UInt8]
  var value: Oracle
}

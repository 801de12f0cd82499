/// Recursive descent over Unicode scalars.
struct OracleReader {
  let scalars: [Unicode.Scalar]
  let depthMax: Int
  var at = 0

  init(scalars: [Unicode.Scalar], depthMax: Int) {
    self.scalars = scalars
    self.depthMax = depthMax
  }

  private var here: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard here == scalar else { return false }
    at += 1
    return true
  }

  mutating func spaces() {
    while take(" ") || take("\t") || take("\n") || take("\r") {}
  }

  mutating func value(depth: Int) -> Oracle? {
    spaces()
    switch here {
    case "{": return depth < depthMax ? object(depth + 1) : nil
    case "[": return depth < depthMax ? array(depth + 1) : nil
    case "\"": return string().map { .string($0) }
    case "t": return word("true", .boolean(true))
    case "f": return word("false", .boolean(false))
    case "n": return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ word: String, _ value: Oracle) -> Oracle? {
    for scalar in word.unicodeScalars where !take(scalar) { return nil }
    return value
  }

  private mutating func array(_ depth: Int) -> Oracle? {
    at += 1
    var elements: [Oracle] = []
    spaces()
    if take("]") { return .array([]) }
    while true {
      guard let element = value(depth: depth) else { return nil }
      elements.append(element)
      spaces()
      if take("]") { return .array(elements) }
      if !take(",") { return nil }
    }
  }

  private mutating func object(_ depth: Int) -> Oracle? {
    at += 1
    var members: [OracleMember] = []
    var names: Set<[UInt8]> = []
    spaces()
    if take("}") { return .object([]) }
    while true {
      spaces()
      guard here == "\"", let name = string(), names.insert(name).inserted else { return nil }
      spaces()
      guard take(":"), let value = value(depth: depth) else { return nil }
      members.append(OracleMember(name: name, value: value))
      spaces()
      if take("}") { return .object(members) }
      if !take(",") { return nil }
    }
  }

  private mutating func string() -> [UInt8]? {
    at += 1
    var units: [UInt16] = []
    while let scalar = here {
      at += 1
      switch scalar {
      case "\"":
        guard let text = String(validating: units, as: UTF16.self) else { return nil }
        return Array(text.utf8)
      case "\\":
        guard let unit = escape() else { return nil }
        units.append(unit)
      case "\u{0}"..<"\u{20}": return nil
      default: units += Array(String(Character(scalar)).utf16)
      }
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    let plain: [Unicode.Scalar: UInt16] = [
      "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
    ]
    guard let scalar = here else { return nil }
    at += 1
    if let unit = plain[scalar] { return unit }
    guard scalar == "u", at + 4 <= scalars.count else { return nil }
    let hex = scalars[at..<at + 4]
    guard hex.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
    at += 4
    let unit = UInt16(String(String.UnicodeScalarView(hex)), radix: 16)
    return unit == 0 ? nil : unit
  }

  private mutating func digits() -> String {
    var digits = ""
    while let scalar = here, ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      at += 1
    }
    return digits
  }

  private mutating func number() -> Oracle? {
    let start = at
    let negative = take("-")
    let whole = digits()
    if whole.isEmpty || (whole.count > 1 && whole.hasPrefix("0")) { return nil }
    var fraction = ""
    var power = 0
    var isInteger = true
    if take(".") {
      isInteger = false
      fraction = digits()
      if fraction.isEmpty { return nil }
    }
    if take("e") || take("E") {
      isInteger = false
      let down = take("-")
      if !down { _ = take("+") }
      let spelled = digits()
      if spelled.isEmpty { return nil }
      power = min(Int(spelled) ?? .max, 1_000_000) * (down ? -1 : 1)
    }
    // What a number needs after it is checked by whoever reads on: nothing else can start there.
    if let next = here, !" \t\n\r,]}:".unicodeScalars.contains(next) { return nil }
    var digits = String((whole + fraction).drop { $0 == "0" })
    var exponent = power - fraction.count
    while digits.hasSuffix("0") {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty { return .number(negative: false, digits: "", exponent: 0) }
    let text = String(String.UnicodeScalarView(scalars[start..<at]))
    if !isInteger {
      guard let double = Double(text), double.isFinite else { return nil }
      if digits.count + exponent < -9_999 { return nil }
    }
    return .number(negative: negative, digits: digits, exponent: exponent)
  }
}

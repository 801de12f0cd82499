/// A small XML 1.0 reader for CAP documents: elements with their namespace, text and line.
///
/// UTF-8 only. No document type, so no entity of anybody's; 64 levels, 100,000 elements: what comes
/// from outside cannot make it fetch, grow or recurse. Attributes are read over.
struct XMLTree {
  struct Fault: Error {
    let line: Int
    let sentence: String
  }

  struct Element {
    let name: String
    /// Empty for none.
    let namespace: String
    let line: Int
    var text = ""
    var children: [Element] = []
  }

  private static let depthMax = 64
  private static let elementsMax = 100_000

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var elements = 0

  static func read(_ bytes: [UInt8]) throws(Fault) -> Element {
    var reader = XMLTree(bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw reader.fault("The bytes are not UTF-8.")
    }
    try reader.skipProlog()
    let root = try reader.element(depth: 0, scope: [:])
    try reader.skipMisc()
    guard reader.at == bytes.count else {
      throw reader.fault("Something follows the root element.")
    }
    return root
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  private func fault(_ sentence: String) -> Fault { Fault(line: line, sentence: sentence) }

  // MARK: Bytes

  private func starts(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for index in 0..<count where bytes[at + index] != text.utf8Start[index] { return false }
    return true
  }

  private mutating func step() {
    if bytes[at] == 10 { line += 1 }
    at += 1
  }

  private mutating func take(_ text: StaticString, _ sentence: String) throws(Fault) {
    guard starts(text) else { throw fault(sentence) }
    at += text.utf8CodeUnitCount
  }

  private mutating func skipSpace() {
    while at < bytes.count, [9, 10, 13, 32].contains(bytes[at]) { step() }
  }

  private mutating func skip(past end: StaticString) throws(Fault) {
    while at < bytes.count, !starts(end) { step() }
    try take(end, "The document ends within a comment or a declaration.")
  }

  private mutating func skipProlog() throws(Fault) {
    if starts("<?xml") { try skip(past: "?>") }
    try skipMisc()
  }

  private mutating func skipMisc() throws(Fault) {
    while true {
      skipSpace()
      if starts("<!--") {
        try skip(past: "-->")
      } else if starts("<?") {
        try skip(past: "?>")
      } else if starts("<!DOCTYPE") {
        throw fault("A document type is not allowed here.")
      } else {
        return
      }
    }
  }

  private mutating func name() throws(Fault) -> String {
    let start = at
    while at < bytes.count, ![9, 10, 13, 32, 0x2F, 0x3C, 0x3D, 0x3E].contains(bytes[at]) {
      at += 1
    }
    guard at > start, at - start < 200 else { throw fault("A name is missing.") }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func quoted() throws(Fault) -> String {
    guard at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27 else {
      throw fault("A value must be quoted.")
    }
    let quote = bytes[at]
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != quote { step() }
    guard at < bytes.count else { throw fault("A value is not closed.") }
    defer { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  // MARK: Elements

  private mutating func element(
    depth: Int, scope outer: [String: String]
  ) throws(Fault) -> Element {
    guard depth < Self.depthMax, elements < Self.elementsMax else {
      throw fault("Too many elements.")
    }
    elements += 1
    try take("<", "An element is expected.")
    let line = line
    let qualified = try name()
    var scope = outer
    var isEmpty = false
    while true {
      skipSpace()
      guard at < bytes.count else { throw fault("The document ends within a tag.") }
      if starts("/>") {
        at += 2
        isEmpty = true
        break
      }
      if starts(">") {
        at += 1
        break
      }
      try attribute(&scope)
    }
    let parts = qualified.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let prefix = parts.count > 1 ? String(parts[0]) : ""
    var made = Element(
      name: String(parts[parts.count - 1]), namespace: scope[prefix] ?? "", line: line)
    if !isEmpty { try content(&made, qualified, depth, scope) }
    return made
  }

  private mutating func attribute(_ scope: inout [String: String]) throws(Fault) {
    let name = try name()
    skipSpace()
    try take("=", "“\(name)” has no value.")
    skipSpace()
    let value = try quoted()
    if name == "xmlns" {
      scope[""] = value
    } else if name.hasPrefix("xmlns:") {
      scope[String(name.dropFirst(6))] = value
    }
  }

  private mutating func content(
    _ made: inout Element, _ qualified: String, _ depth: Int, _ scope: [String: String]
  ) throws(Fault) {
    var text: [UInt8] = []
    while true {
      guard at < bytes.count else { throw fault("“\(qualified)” is not closed.") }
      if starts("</") {
        at += 2
        guard try name() == qualified else { throw fault("“\(qualified)” is not closed.") }
        skipSpace()
        try take(">", "A closing tag is cut short.")
        made.text = String(decoding: text, as: UTF8.self)
        return
      } else if starts("<!--") {
        try skip(past: "-->")
      } else if starts("<![CDATA[") {
        at += 9
        while at < bytes.count, !starts("]]>") {
          text.append(bytes[at])
          step()
        }
        try skip(past: "]]>")
      } else if starts("<?") {
        try skip(past: "?>")
      } else if starts("<") {
        made.children.append(try element(depth: depth + 1, scope: scope))
      } else if starts("&") {
        text += Array(try reference().utf8)
      } else {
        text.append(bytes[at])
        step()
      }
    }
  }

  private mutating func reference() throws(Fault) -> String {
    let start = at + 1
    while at < bytes.count, bytes[at] != 0x3B, at - start < 12 { at += 1 }
    guard at < bytes.count, bytes[at] == 0x3B else { throw fault("An “&” stands alone.") }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    at += 1
    switch word {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    let isHex = word.hasPrefix("#x")
    if word.hasPrefix("#"),
      let code = UInt32(word.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10),
      let scalar = Unicode.Scalar(code)
    {
      return String(Character(scalar))
    }
    throw fault("“&\(word);” is no entity of XML.")
  }
}

/// Writes elements and their text, each on a line of its own, into bytes.
///
/// Nothing that a text holds can end its element: `&`, `<` and `>` are escaped, and what XML 1.0
/// forbids or what would only mislead a reader is left out.
struct XMLText {
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func declaration() { line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") }

  mutating func open(_ name: StaticString, namespace: StaticString? = nil) {
    indent()
    tag(name, namespace: namespace)
    bytes.append(UInt8(ascii: "\n"))
    depth += 1
  }

  mutating func close(_ name: StaticString) {
    depth -= 1
    indent()
    end(name)
  }

  mutating func element(_ name: StaticString, _ text: String) {
    indent()
    tag(name, namespace: nil)
    content(text)
    end(name)
  }

  /// Nothing at all when the text is absent.
  mutating func element(_ name: StaticString, _ text: String?) {
    if let text { element(name, text) }
  }

  private mutating func tag(_ name: StaticString, namespace: StaticString?) {
    bytes.append(UInt8(ascii: "<"))
    append(name)
    if let namespace {
      append(" xmlns=\"")
      append(namespace)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func end(_ name: StaticString) {
    append("</")
    append(name)
    append(">\n")
  }

  private mutating func content(_ text: String) {
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      // A parser reads a return as a line feed, so one is written.
      case "\r": bytes.append(UInt8(ascii: "\n"))
      case "\n": if !wasReturn { bytes.append(UInt8(ascii: "\n")) }
      default: if Self.isKept(scalar) { bytes.append(contentsOf: scalar.utf8) }
      }
    }
  }

  /// Not kept: control characters (XML 1.0 forbids most, the rest show as nothing), characters
  /// that override the direction of writing and so can make a warning read backwards, and
  /// noncharacters.
  static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0x7F..<0xA0: false
    case 0x202A...0x202E, 0x2066...0x2069: false
    case 0xFDD0...0xFDEF: false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }

  private mutating func indent() {
    for _ in 0..<depth { append("  ") }
  }

  private mutating func line(_ text: StaticString) {
    append(text)
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}

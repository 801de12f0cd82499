import Model

/// Faults as they are found, with the checks that every kind of element needs.
struct CAPFaults {
  private(set) var all: [CAPFault] = []

  mutating func add(_ rule: CAPRule, _ path: String, _ sentence: String) {
    all.append(CAPFault(rule, at: path, sentence))
  }

  /// Text that must be there.
  mutating func text(_ text: String, _ path: String) {
    if text.isBlank {
      add(.textMissing, path, "Must not be empty.")
    } else if text.hasMarkup {
      add(.markupInText, path, "Holds a tag or an entity of HTML; write plain text.")
    }
  }

  /// Text that need not be there, but must say something when it is.
  mutating func optionalText(_ text: String?, _ path: String) {
    if let text { self.text(text, path) }
  }

  mutating func date(_ instant: Instant?, _ path: String) {
    guard let instant, !(1...9999).contains(instant.civil.year) else { return }
    add(.dateInvalid, path, "The year must have four digits.")
  }

  mutating func values(_ values: [CAPNamedValue], _ path: String) {
    for (index, value) in values.enumerated() {
      text(value.name, "\(path)[\(index + 1)]/valueName")
      text(value.value, "\(path)[\(index + 1)]/value")
    }
  }
}

extension String {
  /// Nothing that a reader would see.
  var isBlank: Bool {
    unicodeScalars.allSatisfy { $0.properties.isWhitespace || !XMLText.isKept($0) }
  }

  /// `<b>`, `</b>`, `<!--` or an entity such as `&eacute;` or `&#233;`.
  var hasMarkup: Bool {
    let bytes = Array(utf8)
    let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? 0
    for (index, byte) in bytes.enumerated() {
      let rest = bytes[(index + 1)...]
      if byte == UInt8(ascii: "<"), index < lastEnd, Self.beginsTag(rest) { return true }
      if byte == UInt8(ascii: "&"), Self.beginsEntity(rest) { return true }
    }
    return false
  }

  private static func beginsTag(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return false }
    return isLetter(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "!")
      || first == UInt8(ascii: "?")
  }

  private static func beginsEntity(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let end = rest.prefix(32).firstIndex(of: UInt8(ascii: ";")), end > rest.startIndex
    else { return false }
    return rest[..<end].allSatisfy { byte in
      isLetter(byte) || byte == UInt8(ascii: "#")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

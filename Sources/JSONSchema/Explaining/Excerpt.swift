import JSON

/// What a sentence may show: bounded, and of the sender's text only what looks like a code.
enum Excerpt {
  /// Bytes of the sender's that a sentence repeats at most.
  static let bytesMax = 40

  /// A text that looks like a name or a code: ASCII letters, digits, `_ - . : / $`, at most 40
  /// bytes, and not a bare number that could be a telephone's. Nil for anything else.
  static func plain(_ bytes: some Collection<UInt8>) -> String? {
    guard !bytes.isEmpty, bytes.count <= bytesMax,
      bytes.allSatisfy({
        FormatScanner.isLetter($0) || FormatScanner.isDigit($0) || "_-.:/$".utf8.contains($0)
      }),
      bytes.count < 7 || bytes.contains(where: FormatScanner.isLetter)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number as spelled, or how long it is.
  static func number(_ text: UnsafeRawBufferPointer) -> String {
    text.count <= bytesMax
      ? String(decoding: text, as: UTF8.self) : "a number of \(text.count) characters"
  }

  /// The schema's own text, cut to a length at a scalar.
  static func bounded(_ bytes: some Collection<UInt8>, _ limit: Int) -> String {
    guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
    var head = Array(bytes.prefix(limit))
    while let last = head.last, last & 0xC0 == 0x80 { head.removeLast() }
    if let last = head.last, last >= 0xC0 { head.removeLast() }
    return String(decoding: head, as: UTF8.self) + "…"
  }

  /// What was found where one of some values was expected: "; it is `securty`".
  static func found(_ value: Value) -> String {
    switch value.kind {
    case .string:
      let code = value.text?.withDecoded { plain($0) }
      return code.map { "; it is `\($0)`" } ?? "; it is another string"
    case .number: return value.numberText.map { "; it is \(number($0))" } ?? ""
    case .boolean: return "; it is \(value.bool == true ? "true" : "false")"
    case .null, .array, .object: return "; it is \(value.kind.phrase)"
    }
  }
}

/// Why a text is not a JSON document, and where.
///
/// The first fault of the text, in this order: size, UTF-8, byte order mark, grammar from left to
/// right, duplicate members. The same bytes give the same fault on every processor.
public struct Fault: Error, Equatable, Sendable {
  /// The kind of fault; the raw value is its name in labels, rejections and the runbook.
  public enum Reason: String, Sendable, CaseIterable {
    case empty
    case oversize
    case invalidUTF8 = "invalid_utf8"
    case byteOrderMark = "byte_order_mark"
    case depthExceeded = "depth_exceeded"
    case duplicateMember = "duplicate_member"
    case loneSurrogate = "lone_surrogate"
    case invalidEscape = "invalid_escape"
    case controlCharacter = "control_character"
    /// `\u0000` in a string, or a raw zero byte anywhere.
    case nulCharacter = "nul_character"
    case invalidNumber = "invalid_number"
    /// Beyond a double (`1e400`) or below 1e−10000. Integers spelled out are never too large.
    case numberOverflow = "number_overflow"
    case invalidLiteral = "invalid_literal"
    case truncated
    case unexpectedByte = "unexpected_byte"
    case trailingContent = "trailing_content"
  }

  /// What is wrong.
  public var reason: Reason

  /// The byte offset in the input: of the token for numbers and literals, of the backslash for
  /// escapes, of the second name for duplicates, of the end for truncated and empty texts.
  public var offset: Int

  /// Makes a fault.
  public init(reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// One plain sentence with the position, never the payload.
  public var sentence: String { "\(reason.sentence) (byte \(offset))." }
}

extension Fault.Reason {
  var sentence: String {
    switch self {
    case .empty: "The text is empty; a JSON document was expected"
    case .oversize: "The text is longer than the limit"
    case .invalidUTF8: "The text is not valid UTF-8"
    case .byteOrderMark: "The text begins with a byte order mark; send UTF-8 without one"
    case .depthExceeded: "The document is nested deeper than the limit"
    case .duplicateMember: "An object has two members of the same name"
    case .loneSurrogate: "An escape names half of a surrogate pair"
    case .invalidEscape: "A backslash in a string starts no known escape"
    case .controlCharacter: "A string holds a raw control character; it must be escaped"
    case .nulCharacter: "The text holds a NUL character, which is not accepted"
    case .invalidNumber: "A number is not spelled as JSON spells numbers"
    case .numberOverflow: "A number is beyond the range of a double"
    case .invalidLiteral: "A word is none of true, false and null"
    case .truncated: "The text ends before the document does"
    case .unexpectedByte: "This byte cannot stand here"
    case .trailingContent: "Something follows the end of the document"
    }
  }
}

/// A JSON Pointer (RFC 6901): where in a document a value is.
public struct Pointer: Sendable, Equatable, CustomStringConvertible {
  /// The decoded reference tokens, outermost first; none is the whole document.
  public let tokens: [String]

  /// Reads a pointer; nil when it neither is empty nor starts with `/`, or when a `~` is not
  /// followed by `0` or `1`.
  public init?(_ text: String) {
    guard !text.isEmpty else {
      tokens = []
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for piece in text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      guard let token = Self.unescape(piece) else { return nil }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  /// Makes a pointer from decoded tokens.
  public init(tokens: [String]) { self.tokens = tokens }

  /// The value this points at; nil when there is none.
  public func resolve(in value: Value) -> Value? {
    var here = value
    for token in tokens {
      let next: Value?
      switch here.kind {
      case .object:
        next =
          token.utf8.withContiguousStorageIfAvailable {
            here.member(UnsafeRawBufferPointer($0))
          } ?? Array(token.utf8).withUnsafeBytes { here.member($0) }
      case .array: next = Self.position(token).flatMap { here[position: $0] }
      default: next = nil
      }
      guard let next else { return nil }
      here = next
    }
    return here
  }

  /// The pointer as RFC 6901 spells it.
  public var description: String { tokens.map { "/" + Self.escape($0) }.joined() }

  /// A token with `~` and `/` escaped.
  static func escape(_ token: String) -> String {
    var bytes: [UInt8] = []
    for byte in token.utf8 {
      switch byte {
      case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
      case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescape(_ piece: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var iterator = piece.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch iterator.next() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An array index: digits without a leading zero.
  private static func position(_ token: String) -> Int? {
    guard token.utf8.allSatisfy({ Token.isDigit($0) }), let position = Int(token),
      token == "0" || token.utf8.first != UInt8(ascii: "0")
    else { return nil }
    return position
  }
}

/// What a setting of text may be.
public enum TextRule: Sendable {
  case any
  /// Letters, digits, `.`, `_` and `-`, 100 at most: what a topic's name may begin with.
  case topicPrefix
  case logLevel
  case logFormat
  /// `host:port`.
  case address
  /// `name/version`.
  case schema
  /// `http://` or `https://`, and nobody's name or password in it.
  case webAddress

  /// What stands in CAP's identifiers: no space, comma, `<` or `&`.
  case capName

  static let formats = LineLog.Form.allCases.map(\.rawValue)
  static let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]

  var type: String {
    switch self {
    case .any, .topicPrefix, .capName: "text"
    case .logLevel: Self.levels.joined(separator: ", ")
    case .logFormat: Self.formats.joined(separator: ", ")
    case .address: "host:port"
    case .schema: "name/version"
    case .webAddress: "address"
    }
  }

  /// What is wrong with a text and what to do; nil when nothing is.
  func objection(to text: String) -> (sentence: String, remedy: String)? {
    switch self {
    case .any: return nil
    case .capName:
      guard !text.isEmpty, !text.contains(where: { $0.isWhitespace || ",<&".contains($0) }) else {
        return (
          "has a character that no sender of CAP may have.",
          "Leave out spaces, commas, '<' and '&'."
        )
      }
    case .topicPrefix:
      guard text.utf8.allSatisfy(Self.isTopicByte), text.utf8.count <= 100 else {
        return (
          "has a character that no topic may have.",
          "Use letters, digits, '.', '_' and '-', 100 at most."
        )
      }
    case .logLevel:
      guard Self.levels.contains(text) else {
        return ("is no level of logging.", "Use one of \(Self.levels.joined(separator: ", ")).")
      }
    case .logFormat:
      guard Self.formats.contains(text) else {
        return ("is no form of a log.", "Use one of \(Self.formats.joined(separator: ", ")).")
      }
    case .address:
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      let port = parts.count > 1 ? Int(parts[parts.count - 1]) ?? -1 : -1
      guard (0...65_535).contains(port), !text.contains(" ") else {
        return ("is no address to listen on.", "Write host:port, such as 127.0.0.1:8080.")
      }
    case .webAddress:
      let isWeb = text.hasPrefix("http://") || text.hasPrefix("https://")
      guard isWeb, !text.contains("@") else {
        return (
          "is no address without a user in it.",
          "Write it as https://registry.example:8081, the user as registry.user."
        )
      }
    case .schema:
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard text.isEmpty || parts.count == 2 && !parts[0].isEmpty && Int(parts[1]) != nil else {
        return ("is no schema's name.", "Write name/version, such as field-report/3.")
      }
    }
    return nil
  }

  static func isTopicByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95: true
    default: false
    }
  }
}

import JSON

/// The formats that can be asserted.
///
/// Sources: RFC 3339 (dates and times, durations), RFC 5321 (mailboxes),
/// RFC 3986 (URIs), RFC 9562 (UUIDs), RFC 2673 (IPv4), RFC 4291 (IPv6).
enum Format: String, CaseIterable, BitwiseCopyable {
  case dateTime = "date-time"
  case date
  case time
  case duration
  case email
  case uri
  case uuid
  case ipv4
  case ipv6

  /// Names of the specification that are annotations here and cannot be asserted yet.
  static let unsupported: [String] = [
    "hostname", "idn-hostname", "idn-email", "iri", "iri-reference", "json-pointer",
    "regex", "relative-json-pointer", "uri-reference", "uri-template",
  ]

  var phrase: String {
    switch self {
    case .dateTime: "a date and time such as 2018-06-29T14:00:00Z (RFC 3339)"
    case .date: "a date such as 2018-06-29 (RFC 3339)"
    case .time: "a time of day such as 14:00:00Z (RFC 3339)"
    case .duration: "a duration such as PT72H (ISO 8601)"
    case .email: "a mail address such as desk@example.org"
    case .uri: "an absolute URI such as https://example.org/reports"
    case .uuid: "a UUID such as 123e4567-e89b-12d3-a456-426614174000"
    case .ipv4: "an IPv4 address such as 192.0.2.1"
    case .ipv6: "an IPv6 address such as 2001:db8::1"
    }
  }

  func accepts(_ text: Text) -> Bool {
    text.withDecoded { bytes in
      var scanner = FormatScanner(bytes)
      switch self {
      case .dateTime: return scanner.dateTime() && scanner.isAtEnd
      case .date: return scanner.date() && scanner.isAtEnd
      case .time: return scanner.time() && scanner.isAtEnd
      case .duration: return scanner.duration() && scanner.isAtEnd
      case .email: return scanner.email()
      case .uri: return scanner.uri()
      case .uuid: return scanner.uuid() && scanner.isAtEnd
      case .ipv4: return scanner.ipv4() && scanner.isAtEnd
      case .ipv6: return scanner.ipv6() && scanner.isAtEnd
      }
    }
  }
}

extension Compiler {
  mutating func format(named name: String, at place: String) -> Format? {
    if let format = Format(rawValue: name) { return format }
    if Format.unsupported.contains(name) {
      report(place, "the format `\(name)` is not yet supported as an assertion")
      return nil
    }
    let known = Format.allCases.map { Array($0.rawValue.utf8) }
    let nearest = NearestName.of(Array(name.utf8), among: known)
    let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
    report(place, "the format `\(Excerpt.bounded(Array(name.utf8), 40))` is not known\(hint)")
    return nil
  }
}

import JSON

/// The formats of drafts 06 to 2020-12, all of which can be asserted.
///
/// Sources: RFC 3339 (dates, times, durations), RFC 5321 and 6531 (mailboxes), RFC 1123 and 5890 to
/// 5893 (host names), RFC 3986 and 3987 (URIs, IRIs), RFC 6570 (URI templates), RFC 9562 (UUIDs),
/// RFC 2673 (IPv4), RFC 4291 (IPv6), RFC 6901 (JSON Pointers) and its relative kind, ECMA-262.
enum Format: String, CaseIterable, BitwiseCopyable {
  case dateTime = "date-time"
  case date
  case time
  case duration
  case email
  case idnEmail = "idn-email"
  case hostname
  case idnHostname = "idn-hostname"
  case ipv4
  case ipv6
  case uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uriTemplate = "uri-template"
  case uuid
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  var phrase: String {
    switch self {
    case .dateTime: "a date and time such as 2018-06-29T14:00:00Z (RFC 3339)"
    case .date: "a date such as 2018-06-29 (RFC 3339)"
    case .time: "a time of day such as 14:00:00Z (RFC 3339)"
    case .duration: "a duration such as PT72H (ISO 8601)"
    case .email: "a mail address such as desk@example.org"
    case .idnEmail: "a mail address such as désk@example.org"
    case .hostname: "a host name such as example.org"
    case .idnHostname: "a host name such as exämple.org"
    case .uri: "an absolute URI such as https://example.org/reports"
    case .uriReference: "a URI or a relative reference such as ../reports"
    case .iri: "an absolute IRI such as https://example.org/événements"
    case .iriReference: "an IRI or a relative reference such as ../événements"
    case .uriTemplate: "a URI template such as /reports/{id} (RFC 6570)"
    case .uuid: "a UUID such as 123e4567-e89b-12d3-a456-426614174000"
    case .ipv4: "an IPv4 address such as 192.0.2.1"
    case .ipv6: "an IPv6 address such as 2001:db8::1"
    case .jsonPointer: "a JSON Pointer such as /tolls/0"
    case .relativeJSONPointer: "a relative JSON Pointer such as 1/tolls"
    case .regex: "a regular expression of ECMA-262"
    }
  }

  func accepts(_ text: Text) -> Bool {
    text.withDecoded { bytes in
      var scanner = FormatScanner(bytes)
      return accepts(&scanner) && scanner.isAtEnd
    }
  }

  private func accepts(_ scanner: inout FormatScanner) -> Bool {
    switch self {
    case .dateTime: scanner.dateTime()
    case .date: scanner.date()
    case .time: scanner.time()
    case .duration: scanner.duration()
    case .email: scanner.email()
    case .idnEmail: scanner.email(isInternational: true)
    case .hostname: scanner.hostname()
    case .idnHostname: scanner.internationalHostname()
    case .uri: scanner.uri()
    case .uriReference: scanner.uriReference()
    case .iri: scanner.uri(isInternational: true)
    case .iriReference: scanner.uriReference(isInternational: true)
    case .uriTemplate: scanner.uriTemplate()
    case .uuid: scanner.uuid()
    case .ipv4: scanner.ipv4()
    case .ipv6: scanner.ipv6()
    case .jsonPointer: scanner.jsonPointer()
    case .relativeJSONPointer: scanner.relativeJSONPointer()
    case .regex: scanner.regex()
    }
  }
}

extension Compiler {
  mutating func format(named name: String, at place: String) -> Format? {
    if let format = Format(rawValue: name) { return format }
    if settings.unknownKeywords == .ignored { return nil }
    let known = Format.allCases.map { Array($0.rawValue.utf8) }
    let nearest = NearestName.of(Array(name.utf8), among: known)
    let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
    report(place, "the format `\(Excerpt.bounded(Array(name.utf8), 40))` is not known\(hint)")
    return nil
  }
}

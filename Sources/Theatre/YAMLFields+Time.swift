public import Model

extension YAMLFields {
  /// A duration in seconds: `90s`, `15m`, `72h` or `7d`; at most ten years.
  public func duration(_ key: String, default value: Int64? = nil) -> Int64? {
    if self[key] == nil, let value { return value }
    guard let text = text(key) else { return nil }
    if let seconds = Self.seconds(text) { return seconds }
    problem(
      key, "“\(text)” is no duration.",
      remedy: "Write a whole number and s, m, h or d, such as 72h or 7d.")
    return nil
  }

  static func seconds(_ text: String) -> Int64? {
    guard let unit = text.last, let count = Int64(text.dropLast()), count >= 0 else { return nil }
    let scale: Int64
    switch unit {
    case "s": scale = 1
    case "m": scale = 60
    case "h": scale = 3600
    case "d": scale = 86_400
    default: return nil
    }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: scale)
    return overflow || seconds > 3653 * 86_400 ? nil : seconds
  }

  /// A day, month or moment (`2018-07-29`, `2018-07-29T08:00`) as the span it covers.
  public func time(_ key: String, localOffset: Int64) -> TimeSpan? {
    guard let text = text(key) else { return nil }
    var copy = text
    let span = copy.withUTF8 { Instant.parse(UnsafeRawBufferPointer($0), localOffset: localOffset) }
    if let span { return span }
    problem(key, "“\(text)” is no date.", remedy: "Write it as 2018-07-29 or 2018-07-29T08:00Z.")
    return nil
  }
}

internal import JSON
public import Logging
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A log handler that writes one line for each entry to standard error, as text or as JSON:
///
/// `2018-07-29T08:00:00Z warning vigie: name: sentence key=value … runbook=Docs/trouble.md#name`
///
/// Never a payload: the callers give positions, counts and names of failures only.
public struct LineLog: LogHandler {
  public enum Form: String, Sendable, CaseIterable { case text, json }

  public var metadata: Logger.Metadata = [:]
  public var logLevel: Logger.Level
  private let label: String
  private let form: Form

  public init(label: String, level: Logger.Level, form: Form = .text) {
    self.label = label
    self.form = form
    logLevel = level
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let line = line(event, at: Self.now()) + [UInt8(ascii: "\n")]
    _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  /// Fields in the order of their names; a warning and what is worse says where to read on.
  func line(_ event: LogEvent, at time: String) -> [UInt8] {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    var fields = all.keys.sorted().map { ($0, "\(all[$0] ?? "")") }
    let message = "\(event.message)"
    if event.level >= .warning, let name = Self.name(of: message) {
      fields.append(("runbook", "Docs/trouble.md#\(name)"))
    }
    switch form {
    case .text:
      let text = "\(time) \(event.level) \(label): \(message)"
      return Array(fields.reduce(text) { "\($0) \($1.0)=\($1.1)" }.replacing("\n", with: " ").utf8)
    case .json:
      var writer = Writer(capacity: 256)
      writer.beginObject()
      let head = [
        ("time", time), ("level", "\(event.level)"), ("logger", label), ("message", message),
      ]
      for (name, value) in head + fields {
        Array(name.utf8).withUnsafeBytes { writer.name($0) }
        writer.string(value)
      }
      writer.endObject()
      return writer.bytes
    }
  }

  /// What a message calls itself: small letters and `_` before its first colon.
  static func name(of message: String) -> String? {
    let name = message.prefix { $0 != ":" }
    let isName = name.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "_") }
    return isName && !name.isEmpty ? String(name) : nil
  }

  private static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}

internal import Glibc

/// Where librdkafka's log lines go.
///
/// `write` is called on librdkafka's own threads as well as on the caller's, so it must be quick
/// and must not call back into the client.
public struct LogSink: Sendable {
  /// Lines less severe than this are never built (`log_level`).
  public var threshold: LogLine.Severity
  public var write: @Sendable (LogLine) -> Void

  public init(
    threshold: LogLine.Severity = .warning, write: @escaping @Sendable (LogLine) -> Void
  ) {
    self.threshold = threshold
    self.write = write
  }

  /// Warnings and worse, one line each, to standard error: the default.
  public static let standardError = LogSink { line in
    let text = "kafka: \(line.facility): \(line.text)\n"
    _ = text.utf8.withContiguousStorageIfAvailable {
      Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
    }
  }

  /// Nothing.
  public static let silent = LogSink(threshold: .emergency) { _ in }
}

/// One line of librdkafka's own log: connections, coordinators, configuration; never a payload.
public struct LogLine: Sendable {
  /// Syslog's severities.
  public enum Severity: Int32, Sendable, Comparable {
    case emergency = 0
    case alert, critical, error, warning, notice, info, debug

    public static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  public var severity: Severity
  /// librdkafka's facility, such as `FAIL` or `CONFWARN`.
  public var facility: String
  public var text: String
}

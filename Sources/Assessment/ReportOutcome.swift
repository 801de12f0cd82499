public import JSON
public import Model

/// What became of one record of `reports.accepted`.
public enum ReportOutcome: UInt8, Code {
  case
    /// Seen for the first time.
    new,
    /// The same id, revision and bytes again: changes nothing.
    replay,
    /// A higher revision: its contribution replaces the old one's.
    revision,
    /// Another report of the same source that stands in for an earlier one.
    replacement,
    /// A lower revision than is known: changes nothing.
    stale,
    /// The same id and revision with other content: the first stands.
    conflict,
    /// Took back an earlier report.
    retraction,
    /// Came before the report that it takes back or replaces: a retraction waits for it, a
    /// replacement acts at once and takes its place when it comes. Let go after a time.
    held,
    /// Came after the report that takes it back or replaces it: remembered, makes nothing.
    withdrawn,
    /// A clock record.
    clock,
    /// No `report/1` and no `clock/1`: changes nothing.
    malformed,
    /// There are no more numbers for reports (2³¹): changes nothing; begin a new memory.
    exhausted

  private static let spelled: [StaticString] = [
    "new", "replay", "revision", "replacement", "stale", "conflict", "retraction", "held",
    "withdrawn", "clock", "malformed", "exhausted",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

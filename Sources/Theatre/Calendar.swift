public import Model

/// What is due in a theatre, by start, then id.
public struct Calendar: Sendable {
  public let entries: [CalendarEntry]

  init(entries: [CalendarEntry]) {
    self.entries = entries.sorted { ($0.starts, $0.id) < ($1.starts, $1.id) }
  }

  /// Indices of the entries of some kinds that a span touches when each is widened by its own
  /// window.
  public func timed(_ span: TimeSpan, kinds: CodeSet<CalendarKind>) -> [Int] {
    entries.indices.filter {
      kinds.contains(entries[$0].kind)
        && entries[$0].contains(
          span, before: entries[$0].windowBefore, after: entries[$0].windowAfter)
    }
  }

  /// Indices of the entries of some kinds that a span touches when each is widened alike.
  public func near(
    _ span: TimeSpan, kinds: CodeSet<CalendarKind>, before: Int64, after: Int64
  ) -> [Int] {
    entries.indices.filter {
      kinds.contains(entries[$0].kind)
        && entries[$0].contains(span, before: before, after: after)
    }
  }
}

/// An interval in which something happened: it began and ended somewhere inside.
///
/// Both ends are inclusive. A date reported as "during the night of 23 to 24 July" is a span, not
/// a guess at a point.
@frozen
public struct TimeSpan: Hashable, Sendable {
  public var earliest: Instant
  public var latest: Instant
  public var precision: TimePrecision

  @inlinable
  public init(earliest: Instant, latest: Instant, precision: TimePrecision) {
    self.earliest = earliest
    self.latest = latest
    self.precision = precision
  }

  @inlinable
  public var seconds: Int64 { latest.seconds &- earliest.seconds }

  /// Halfway, rounded towards the earliest.
  @inlinable
  public var middle: Instant { Instant(seconds: earliest.seconds &+ seconds / 2) }

  /// Seconds between the nearest ends; zero when the spans touch or overlap.
  @inlinable
  public func gap(to other: TimeSpan) -> Int64 {
    max(0, max(earliest.seconds &- other.latest.seconds, other.earliest.seconds &- latest.seconds))
  }
}

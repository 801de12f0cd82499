/// Which way a record took. All begin when the broker took the raw record, whose timestamp every
/// output carries on, and end when the output was committed.
public enum LatencyPath: String, Sendable, CaseIterable {
  case rawToAccepted = "raw_to_accepted"
  case rawToIncident = "raw_to_incident"
  case rawToAlert = "raw_to_alert"
}

/// How many took how long, in fixed steps.
public struct LatencyHistogram: Sendable, Equatable {
  /// Upper bounds of the steps in milliseconds; what took longer is in none.
  public static let boundsMilliseconds: [Int64] = [
    5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 3_600_000,
  ]

  /// Of each step, not summed up.
  public private(set) var steps = [Int](repeating: 0, count: boundsMilliseconds.count)
  public private(set) var count = 0
  public private(set) var sumMilliseconds: Int64 = 0

  public init() {}

  /// Counts one; a clock that runs behind the broker's makes it nothing, not less.
  public mutating func add(milliseconds: Int64) {
    let taken = max(milliseconds, 0)
    count += 1
    sumMilliseconds += taken
    for (index, bound) in Self.boundsMilliseconds.enumerated() where taken <= bound {
      steps[index] += 1
      return
    }
  }

  /// Counts, for each time, how long ago it was; of records without a time nothing is known.
  mutating func add(_ times: [Int64?], until now: Int64) {
    for case let time? in times { add(milliseconds: now - time) }
  }

  mutating func add(_ other: LatencyHistogram) {
    for index in steps.indices { steps[index] += other.steps[index] }
    count += other.count
    sumMilliseconds += other.sumMilliseconds
  }
}

internal import Synchronization

/// What a process has done since it began, and what its stages do now.
///
/// Shared between the loops and whoever shows it. Counts are of committed work only; a loop adds
/// once for each transaction.
public final class Figures: Sendable {
  public struct Counts: Sendable, Equatable {
    public var raw = 0
    public var accepted = 0
    public var rejected = 0
    /// By reason. Among them what Assessment rejects, which Intake had accepted: conflicts, and
    /// reports that ended every worker.
    public var rejectedBy: [String: Int] = [:]
    /// Accepted reports of versions that are on their way out, by version.
    public var deprecatedBy: [String: Int] = [:]
    public var assessed = 0
    public var replays = 0
    public var incidentVersions = 0
    public var alertVersions = 0
    public var capMessages = 0
    /// Alerts that CAP's receivers would reject: published as JSON alone.
    public var capRefused = 0
    public var stateRecords = 0
    public var transactions = 0
    public var aborted = 0
    public var rebuilt = 0
    /// Records that the log deleted before they were read.
    public var expired = 0
    public var reportsRemembered = 0
    public var bytesRemembered = 0
    /// Log time of the sector that is furthest on, in seconds since 1970; nil before the first
    /// report.
    public var logTime: Int64?

    public init() {}
  }

  /// One stage as it is now.
  public struct Condition: Sendable, Equatable {
    public var state = WorkerState.starting
    /// Since when the state or the trouble has been this, on the monotonic clock.
    public var since = ContinuousClock.now
    /// When its loop last did something: it turns several times a second while all is well.
    public var turned = ContinuousClock.now
    /// Why it does not go on; nil when nothing is wrong.
    public var trouble: Trouble?
    /// librdkafka's sentence, and ours.
    public var sentence = ""
    /// While restoring: state records read, and how many there are at most.
    public var restored = 0
    public var toRestore = 0
    /// Partitions that the group has given it and that it has accepted.
    public var partitions = 0
    /// Since when the transaction that is open has been open.
    public var transactionSince: ContinuousClock.Instant?
    /// When a transaction was last committed.
    public var lastCommit: ContinuousClock.Instant?
    public var committed = 0
    public var aborted = 0
    public var rebuilt = 0
    public var rebalances = 0

    public init() {}
  }

  private let counts = Mutex(Counts())
  private let conditions = Mutex<[Stage: Condition]>([:])
  private let latencies = Mutex<[LatencyPath: LatencyHistogram]>([:])
  private let statistics = Mutex<[Stage: ClientStatistics]>([:])

  public init() {}

  public var now: Counts { counts.withLock { $0 } }

  public func add(_ body: (inout Counts) -> Void) { counts.withLock { body(&$0) } }

  /// The stages of this process that have begun.
  public var stages: [Stage: Condition] { conditions.withLock { $0 } }

  /// How long records took, by the way they went.
  public var delays: [LatencyPath: LatencyHistogram] { latencies.withLock { $0 } }

  /// librdkafka's last statistics of each stage's clients.
  public var clients: [Stage: ClientStatistics] { statistics.withLock { $0 } }

  func enter(_ state: WorkerState, _ stage: Stage) {
    change(stage) { condition in
      condition.turned = .now
      guard condition.state != state else { return }
      condition.state = state
      condition.since = .now
    }
  }

  func change(_ stage: Stage, _ body: (inout Condition) -> Void) {
    conditions.withLock { body(&$0[stage, default: Condition()]) }
  }

  func add(_ delays: LatencyHistogram, to path: LatencyPath) {
    guard delays.count > 0 else { return }
    latencies.withLock { $0[path, default: LatencyHistogram()].add(delays) }
  }

  func take(_ document: [UInt8], of stage: Stage) {
    statistics.withLock { $0[stage, default: ClientStatistics()].take(document) }
  }
}

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
    /// By reason, in the order of their names.
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

    public init() {}
  }

  /// One stage as it is now.
  public struct Condition: Sendable, Equatable {
    public var state = WorkerState.starting
    /// Since when the state or the trouble has been this, on the monotonic clock.
    public var since = ContinuousClock.now
    /// Why it does not go on; nil when nothing is wrong.
    public var trouble: Trouble?
    /// librdkafka's sentence, and ours.
    public var sentence = ""
    /// While restoring: state records read, and how many there are at most.
    public var restored = 0
    public var toRestore = 0

    public init() {}
  }

  private let counts = Mutex(Counts())
  private let conditions = Mutex<[Stage: Condition]>([:])

  public init() {}

  public var now: Counts { counts.withLock { $0 } }

  public func add(_ body: (inout Counts) -> Void) { counts.withLock { body(&$0) } }

  /// The stages of this process that have begun.
  public var stages: [Stage: Condition] { conditions.withLock { $0 } }

  func enter(_ state: WorkerState, _ stage: Stage) {
    change(stage) { condition in
      guard condition.state != state else { return }
      condition.state = state
      condition.since = .now
    }
  }

  func change(_ stage: Stage, _ body: (inout Condition) -> Void) {
    conditions.withLock { body(&$0[stage, default: Condition()]) }
  }
}

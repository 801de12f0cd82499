internal import Synchronization

/// What a process has done since it began: counts of committed work only.
///
/// Shared between the loops and whoever shows the figures; a loop adds once for each transaction.
public final class Figures: Sendable {
  public struct Counts: Sendable, Equatable {
    public var raw = 0
    public var accepted = 0
    public var rejected = 0
    /// By reason, in the order of their names.
    public var rejectedBy: [String: Int] = [:]
    public var assessed = 0
    public var replays = 0
    public var incidentVersions = 0
    public var alertVersions = 0
    public var stateRecords = 0
    public var transactions = 0
    public var aborted = 0
    public var rebuilt = 0
    public var reportsRemembered = 0
    public var bytesRemembered = 0

    public init() {}
  }

  private let counts = Mutex(Counts())

  public init() {}

  public var now: Counts { counts.withLock { $0 } }

  public func add(_ body: (inout Counts) -> Void) { counts.withLock { body(&$0) } }
}

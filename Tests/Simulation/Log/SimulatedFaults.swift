import Kafka

/// What goes wrong between a client and the cluster: drawn for each call.
public struct SimulatedFaults: Sendable {
  /// The calls a client makes.
  public enum Call: String, Sendable, CaseIterable {
    case metadata, subscribe, poll, assign, completeAssignment, completeRevocation, seek, marks
    case watermarks, close, initialize, begin, send, sendPositions, commit, abort
  }

  public enum Fault: Sendable, Equatable {
    /// The process dies before the call reaches the cluster, or after it did.
    case crashBefore, crashAfter
    /// The call fails without effect, or takes effect and its answer is lost.
    case lostRequest, lostAnswer
    /// The transaction is to be aborted: a record timed out, the queue stayed full.
    case abortable
    /// The call takes this long: a coordinator moves, a broker restarts, the process is stopped.
    case slow(Int64)
  }

  /// One call in so many goes wrong; 0 is none.
  public var oneIn = 0
  /// One call in so many of those is slower than a session lives.
  public var longPauses = true
  public var crashes = true

  public init() {}

  func draw(_ call: Call, _ random: inout Seeded) -> Fault? {
    guard oneIn > 0, random.once(in: call == .send ? oneIn * 8 : oneIn) else { return nil }
    switch random.below(12) {
    case 0, 1: return crashes ? .crashBefore : nil
    case 2, 3: return crashes ? .crashAfter : nil
    case 4: return .lostRequest
    case 5: return .lostAnswer
    case 6, 7, 8:
      switch call {
      case .send, .sendPositions, .commit: return .abortable
      default: return .slow(200)
      }
    case 9: return .slow(longPauses ? 12_000 : 500)
    case 10: return .slow(longPauses ? 70_000 : 500)
    default: return .slow(Int64(50 + random.below(3000)))
    }
  }
}

/// A defect put in on purpose, to see that it is found.
public enum Canary: Sendable, CaseIterable {
  /// One output in a thousand is dropped without an error.
  case outputDropped
  /// One position is committed one too far.
  case positionEarly
  /// One transaction that failed is undone in the log and not in memory.
  case undoForgotten
}

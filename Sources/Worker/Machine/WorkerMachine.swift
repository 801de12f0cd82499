/// The loop of both stages as a value: `(state, outcome) → action`.
///
/// A lane is one transaction's share of a batch: Intake has one for each batch, Assessment one for
/// each partition. The table stands in Docs/exactly-once.md; its rules are few. A transaction that
/// was begun is committed or aborted before the group gets an answer. Nothing is committed for
/// partitions that are lost. When one lane fails the others go on. Whatever is not understood drops
/// the clients: the log knows what was done.
public struct WorkerMachine: Equatable, Sendable {
  public private(set) var state = WorkerState.starting
  /// The action that the next outcome answers; nil before the first.
  public private(set) var action: WorkerAction?
  private var lanes = 0
  private var rebalance: Rebalance?
  private var isPositionGone = false
  private var isStopRequested = false
  private var backoff = Backoff()
  /// Polls since the clients were built: enough of them, and they are sound.
  private var polls = 0

  private enum Rebalance: Equatable { case given, wanted, lost }

  private static let soundPolls = 20

  public init() {}

  /// Whether the group waits for an answer that costs partitions.
  private var mustDrain: Bool { rebalance == .wanted || rebalance == .lost }

  /// Records what happened; the loop acts on it when it can.
  public mutating func note(_ note: WorkerNote) {
    switch note {
    case .partitionsAssigned: rebalance = .given
    case .partitionsRevoked: rebalance = .wanted
    case .partitionsLost: rebalance = .lost
    case .positionGone: isPositionGone = true
    case .stopRequested: isStopRequested = true
    }
  }

  /// The next action, now that the last one went so.
  public mutating func next(after outcome: WorkerOutcome) -> WorkerAction {
    let next = decide(outcome)
    action = next
    return next
  }

  private mutating func decide(_ outcome: WorkerOutcome) -> WorkerAction {
    if case .failed(let failure) = outcome { return recover(from: failure) }
    switch action {
    case nil, .rest:
      guard !isStopRequested else { return end() }
      state = .starting
      return .open
    case .open:
      state = .running
      polls = 0
      return resume()
    case .tick: return resume()
    case .poll:
      polls += 1
      if polls == Self.soundPolls { backoff.succeed() }
      guard case .polled(let count) = outcome, count > 0, !mustDrain else { return resume() }
      lanes = count
      return .announce(lane: 0)
    case .reposition:
      isPositionGone = false
      return resume()
    case .takeOver, .restore, .attend, .accept: return restoring(outcome)
    case .announce(let lane), .process(let lane), .sendPositions(let lane), .commit(let lane),
      .abort(let lane), .rewind(let lane):
      return transact(lane)
    case .signOff:
      return state == .stopping ? .close : .release
    case .release:
      rebalance = nil
      state = .running
      return resume()
    case .close: return .discard
    case .discard:
      guard !isStopRequested else { return end() }
      defer { backoff.fail() }
      return .rest(milliseconds: backoff.milliseconds)
    case .end: return .end
    }
  }

  /// What to do between transactions.
  private mutating func resume() -> WorkerAction {
    if mustDrain {
      state = .draining
      return rebalance == .wanted ? .signOff : .release
    }
    if isStopRequested {
      state = .stopping
      return .signOff
    }
    if rebalance == .given {
      rebalance = nil
      state = .restoring
      return .takeOver
    }
    if isPositionGone { return .reposition }
    return action == .tick ? .poll : .tick
  }

  /// A revocation overtakes an assignment that was not accepted yet.
  private mutating func restoring(_ outcome: WorkerOutcome) -> WorkerAction {
    switch action {
    case .takeOver, .attend: return mustDrain || isStopRequested ? resume() : .restore
    case .restore: return outcome == .unfinished || mustDrain ? .attend : .accept
    default:
      state = .running
      return resume()
    }
  }

  /// One lane, step by step; then the next one.
  private mutating func transact(_ lane: Int) -> WorkerAction {
    let isLost = rebalance == .lost
    if mustDrain, state == .running { state = .draining }
    switch action {
    case .announce: return isLost ? goOn(after: lane) : .process(lane: lane)
    case .process: return isLost ? undo(lane) : .sendPositions(lane: lane)
    case .sendPositions: return isLost ? undo(lane) : .commit(lane: lane)
    case .commit:
      backoff.succeed()
      return goOn(after: lane)
    case .abort: return mustDrain ? goOn(after: lane) : .rewind(lane: lane)
    default:
      state = .running
      return goOn(after: lane)
    }
  }

  private mutating func undo(_ lane: Int) -> WorkerAction {
    state = .aborting
    return .abort(lane: lane)
  }

  /// Lanes not begun when the group wants its partitions back are left to their next owner.
  private mutating func goOn(after lane: Int) -> WorkerAction {
    guard lane + 1 < lanes, !mustDrain else { return resume() }
    return .announce(lane: lane + 1)
  }

  private mutating func recover(from failure: WorkerOutcome.Failure) -> WorkerAction {
    if failure == .abort {
      switch action {
      case .announce(let lane), .process(let lane), .sendPositions(let lane), .commit(let lane):
        return undo(lane)
      default: break
      }
    }
    rebalance = nil
    isPositionGone = false
    if state != .stopping { state = failure == .fenced ? .fenced : .broken }
    if action == .discard { return isStopRequested ? end() : .rest(milliseconds: 10_000) }
    return .discard
  }

  private mutating func end() -> WorkerAction {
    state = .ended
    return .end
  }
}

/// How an action went.
public enum WorkerOutcome: Equatable, Sendable {
  /// Nothing was asked yet.
  case begun
  /// As it should.
  case done
  /// A poll gave a batch that takes this many transactions; none when it was empty.
  case polled(lanes: Int)
  /// There is more to restore.
  case unfinished
  case failed(Failure)

  /// What must be done about a failure; `KafkaFailure.Action`, seen from the loop.
  public enum Failure: Equatable, Sendable {
    /// Undo the transaction, go on with the same clients.
    case abort
    /// The clients are finished.
    case broken
    /// They are finished because somebody took their identity over.
    case fenced
  }
}

/// What happens to a worker without being asked for: recorded, and acted on when the loop is at a
/// place where it can be. Nothing is done inside a callback.
public enum WorkerNote: Equatable, Sendable {
  case partitionsAssigned
  case partitionsRevoked
  case partitionsLost
  /// A position lies before the log's first record or behind its last.
  case positionGone
  case stopRequested
}

/// What the machine tells the shell to do. Each is answered by one `WorkerOutcome`.
public enum WorkerAction: Equatable, Sendable {
  /// Build the clients, look at the topics, join the group.
  case open
  /// Fence the last owner of the partitions that were given.
  case takeOver
  /// Read some of what is remembered of them.
  case restore
  /// Serve the group without taking records, while restoring.
  case attend
  /// Say to the group where to begin, and begin.
  case accept
  /// Do what time asks for: clock records.
  case tick
  /// Wait for records.
  case poll
  /// Go on where the log still begins, in the partitions whose position is gone.
  case reposition
  /// Commit which records are about to be tried.
  case announce(lane: Int)
  /// Begin a transaction, work on the lane's records and hand the outputs over.
  case process(lane: Int)
  /// Make the lane's positions part of the transaction.
  case sendPositions(lane: Int)
  case commit(lane: Int)
  /// Undo the transaction and what memory learned in it.
  case abort(lane: Int)
  /// Read the lane's records again.
  case rewind(lane: Int)
  /// Commit that everything taken is done: the next owner need not be careful.
  case signOff
  /// Give the partitions back.
  case release
  /// Leave the group.
  case close
  /// Drop every client.
  case discard
  /// Let time pass before beginning again.
  case rest(milliseconds: Int)
  /// Return.
  case end
}

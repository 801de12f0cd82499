/// Where a worker is. The names stand in the log, in `Figures` and in Docs/exactly-once.md.
public enum WorkerState: String, Sendable, CaseIterable {
  /// Clients are built and the group is joined.
  case starting
  /// Partitions were given; what is remembered of them is being read.
  case restoring
  /// Records are taken, worked on and committed, or waited for.
  case running
  /// The group wants its partitions back, or took them: nothing new is begun.
  case draining
  /// A transaction failed and is being undone.
  case aborting
  /// Another worker has this one's identity: its clients are dropped, and it begins again.
  case fenced
  /// Its clients are finished for another reason: they are dropped, and it begins again.
  case broken
  /// Asked to end: it signs off and leaves the group.
  case stopping
  /// At the end; nothing follows.
  case ended
}

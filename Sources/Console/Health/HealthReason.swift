public import Worker

/// Why a stage is not ready: a `Trouble`'s name, or one of these.
public struct HealthReason: Sendable, Equatable {
  /// Reasons that are no trouble of the broker; each has its row in Docs/trouble.md.
  public enum Name: String, Sendable, CaseIterable {
    /// Clients are being built, or the group has given nothing yet.
    case starting
    /// Memory is being read.
    case restoring
    /// The group gave it no partition: there are more workers than partitions, or it waits.
    case noAssignment = "no_assignment"
    /// A transaction has been open longer than any may be.
    case transactionStuck = "transaction_stuck"
    /// Records wait, and nothing was committed for two minutes.
    case noProgress = "no_progress"
    /// It was asked to end.
    case stopping
    /// Its loop has not turned for so long that it hangs.
    case hung
  }

  public var stage: Stage
  public var name: String
  public var sentence: String

  init(_ stage: Stage, _ name: Name, _ sentence: String) {
    self.stage = stage
    self.name = name.rawValue
    self.sentence = sentence
  }

  init(_ stage: Stage, _ trouble: Trouble, _ sentence: String) {
    self.stage = stage
    name = trouble.rawValue
    self.sentence = sentence
  }
}

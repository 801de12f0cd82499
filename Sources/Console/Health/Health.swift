public import Worker

/// Whether a process is alive and ready, and why not: a function of its figures and the time.
///
/// Alive is about the process alone; a supervisor that restarts it because a broker is away makes
/// nothing better. Ready is about its work.
public struct Health: Sendable, Equatable {
  public var reasons: [HealthReason] = []
  /// Why the process should be started anew.
  public var deadly: [HealthReason] = []

  public var isReady: Bool { reasons.isEmpty }
  public var isAlive: Bool { deadly.isEmpty }

  /// With records waiting, this long without a commit is not ready (issue: two minutes).
  static let progressMax = Duration.seconds(120)
  /// `transaction.timeout.ms` is 10 s, and committing may take twice that.
  static let transactionMax = Duration.seconds(30)
  /// Every call of the loops has a shorter limit, or a watchdog.
  static let turnMax = Duration.seconds(300)

  /// `lag` is what librdkafka last said waits for each stage.
  public init(
    of stages: [Stage], conditions: [Stage: Figures.Condition], lag: [Stage: Int64],
    at now: ContinuousClock.Instant
  ) {
    for stage in stages {
      guard let condition = conditions[stage] else {
        reasons.append(HealthReason(stage, .starting, "It has not begun."))
        continue
      }
      judge(stage, condition, lag[stage] ?? 0, now)
    }
  }

  private mutating func judge(
    _ stage: Stage, _ condition: Figures.Condition, _ lag: Int64, _ now: ContinuousClock.Instant
  ) {
    let still = condition.turned.duration(to: now)
    if still > Self.turnMax, condition.state != .ended {
      let reason = HealthReason(
        stage, .hung, "Its loop has done nothing for \(still.components.seconds) s.")
      deadly.append(reason)
      reasons.append(reason)
    }
    if let trouble = condition.trouble {
      reasons.append(HealthReason(stage, trouble, condition.sentence))
    }
    switch condition.state {
    case .starting where condition.trouble == nil:
      reasons.append(HealthReason(stage, .starting, "It connects to the brokers."))
    case .restoring:
      reasons.append(
        HealthReason(
          stage, .restoring,
          "Memory is being read: \(condition.restored) of \(condition.toRestore) records."))
    case .stopping, .ended:
      reasons.append(HealthReason(stage, .stopping, "It was asked to end."))
    case .running where condition.partitions == 0 && condition.trouble == nil:
      reasons.append(
        HealthReason(
          stage, .noAssignment,
          "Its group has given it no partition: it waits for others, or there are more workers "
            + "than partitions."))
    case .starting, .running, .draining, .aborting, .fenced, .broken: break
    }
    judgeWork(stage, condition, lag, now)
  }

  private mutating func judgeWork(
    _ stage: Stage, _ condition: Figures.Condition, _ lag: Int64, _ now: ContinuousClock.Instant
  ) {
    if let since = condition.transactionSince {
      let age = since.duration(to: now)
      if age > Self.transactionMax {
        reasons.append(
          HealthReason(
            stage, .transactionStuck,
            "A transaction has been open for \(age.components.seconds) s."))
      }
    }
    guard condition.state == .running, lag > 0 else { return }
    let last = max(condition.lastCommit ?? condition.since, condition.since)
    let idle = last.duration(to: now)
    guard idle > Self.progressMax else { return }
    reasons.append(
      HealthReason(
        stage, .noProgress,
        "\(lag) records wait, and nothing was committed for \(idle.components.seconds) s."))
  }
}

internal import Kafka

/// The second stage: reports in; incidents, alerts and memory out, in transactions, on Kafka or on
/// a simulated log.
///
/// Owns each sector partition that the group gives it: fences its last owner, restores memory, goes
/// on where memory says. One thread; not Sendable.
public final class AssessmentWorker<Log: RecordLog> {
  private let shell: WorkerShell<AssessmentWork<Log>>

  public init(context: WorkerContext, log: Log) {
    shell = WorkerShell(.assessment, AssessmentWork(context: context), on: log, context)
  }

  /// Works until the stop flag is raised, healing what can be healed.
  public func run() { shell.run() }
}

public import Intake
internal import Kafka

/// The first stage: raw records in, reports and rejections out, in transactions, on Kafka or on a
/// simulated log.
///
/// Stateless: what was not committed is read again. One thread; not Sendable.
public final class IntakeWorker<Log: RecordLog> {
  private let shell: WorkerShell<IntakeWork<Log>>

  public init(context: WorkerContext, catalogue: SchemaCatalogue, log: Log) {
    shell = WorkerShell(
      .intake, IntakeWork(context: context, catalogue: catalogue), on: log, context)
  }

  /// Works until the stop flag is raised, healing what can be healed.
  public func run() { shell.run() }
}

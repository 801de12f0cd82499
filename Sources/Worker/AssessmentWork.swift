package import Kafka
internal import Logging
internal import Model

/// What Assessment does with a batch: one transaction for each sector partition in it.
package final class AssessmentWork<Log: RecordLog>: StageWork {
  private let context: WorkerContext
  package private(set) var sectors: [Int32: Sector<Log>] = [:]
  /// Taken over and not yet restored, in order.
  private var restoring: [Sector<Log>] = []

  package init(context: WorkerContext) { self.context = context }

  package var group: String { context.names.assessmentGroup }
  package var topics: [String] { [context.names.accepted] }

  package func lanes(_ spans: [BatchSpan]) -> [[BatchSpan]] {
    spans.filter { sectors[$0.place.partition] != nil }.map { [$0] }
  }

  package func open(_ log: Log) throws(KafkaFailure) {}

  package func takeOver(_ places: [TopicPartition], _ log: Log) throws(KafkaFailure) {
    for place in places {
      let sector = try Sector(partition: place.partition, context: context, log: log)
      sectors[place.partition] = sector
      restoring.append(sector)
    }
  }

  package func restore() throws(KafkaFailure) -> Bool {
    guard let sector = restoring.first else { return true }
    guard try sector.restoreSome() else { return false }
    restoring.removeFirst()
    return restoring.isEmpty
  }

  package func position(of place: TopicPartition) -> Offset? { sectors[place.partition]?.start }

  package func writer(for place: TopicPartition) -> Log.Writer? { sectors[place.partition]?.writer }

  /// Keeps each sector's log time moving while nobody reports.
  package func tick(at now: Int64) throws(KafkaFailure) {
    for partition in sectors.keys.sorted() {
      guard let sector = sectors[partition] else { continue }
      do throws(KafkaFailure) {
        try sector.appendClock(at: Instant(seconds: now / 1000))
      } catch {
        guard error.action == .abort else { throw error }
        try sector.writer.abort()
      }
    }
  }

  package func process(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure) {
    for span in lane { try sectors[span.place.partition]?.assess(batch, next: span.next) }
  }

  package func rejectPoison(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure) {
    for span in lane { try sectors[span.place.partition]?.rejectPoison(batch, next: span.next) }
  }

  package func committed(_ lane: [BatchSpan]) {
    for span in lane { sectors[span.place.partition]?.committed() }
  }

  package func undo(_ lane: [BatchSpan]) {
    for span in lane { sectors[span.place.partition]?.undo() }
  }

  package func release() { discard() }

  package func discard() {
    sectors.removeAll()
    restoring.removeAll()
  }
}

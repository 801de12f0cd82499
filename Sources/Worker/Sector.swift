internal import Assessment
internal import CAP
internal import JSON
internal import Kafka
internal import Model

/// One sector's partition in the hands of its one writer: its producer, its memory, its position.
///
/// Opening it fences whoever wrote before, then reads memory to its end. Only then is what memory
/// says true, and it says where to go on.
final class Sector {
  let partition: Int32
  /// State records that were read to restore it.
  private(set) var restored = 0
  private let context: WorkerContext
  private let producer: TransactionalProducer
  private let incidents: OutputTopic
  private let alerts: OutputTopic
  private let cap: OutputTopic
  private let memory: OutputTopic
  private var core: Assessment
  private var effects = Effects()
  private let watchdog = Watchdog()

  init(partition: Int32, context: WorkerContext) throws(KafkaFailure) {
    self.partition = partition
    self.context = context
    core = Assessment(
      theatre: context.theatre, limits: AssessmentLimits(reportsMax: context.settings.reportsMax))
    do throws(Kafka.SettingsFault) {
      producer = try TransactionalProducer(
        settings: context.kafka,
        transactionalID: context.names.assessmentTransaction(partition: partition),
        watchdog: watchdog)
    } catch {
      throw error.asFailure
    }
    try producer.initialize()
    incidents = try producer.topic(context.names.incidents)
    alerts = try producer.topic(context.names.alerts)
    cap = try producer.topic(context.names.cap)
    memory = try producer.topic(context.names.memory)
    try restore()
  }

  /// Where to go on reading: the offset that memory names, or the beginning.
  var start: Offset { core.position.map { .at($0) } ?? .beginning }

  var reportsRemembered: Int { core.reportsRemembered }

  /// Reads the sector's partition of `memory` to its end.
  private func restore() throws(KafkaFailure) {
    let place = TopicPartition(topic: context.names.memory, partition: partition)
    let reader: Consumer
    do throws(Kafka.SettingsFault) {
      reader = try Consumer(settings: context.kafka, group: nil)
    } catch {
      throw error.asFailure
    }
    try reader.assign([place: .beginning])
    var isAtEnd = false
    while !isAtEnd, !context.stop.isRaised {
      let batch = try reader.poll(max: 10_000, timeout: .milliseconds(250))
      for index in 0..<batch.count {
        try restore(key: batch[index].key, value: batch[index].value)
      }
      for happening in reader.takeHappenings() {
        switch happening {
        case .endReached: isAtEnd = true
        case .failed(let failure), .partitionFailed(_, let failure):
          if failure.action == .stop { throw failure }
        default: break
        }
      }
    }
    core.restored()
  }
}

internal import Foundation
internal import JSON
public import Kafka
public import Logging
public import Worker

/// Reads the topics of a theatre into a view, outside of any group, on a thread of its own: it
/// touches neither loop, and can run where no loop does.
///
/// Compacted topics from their beginning, the others from a few thousand records before their end.
/// What goes wrong is told in the view's status, and tried again.
public final class TopicFollower: Sendable {
  private let kafka: Kafka.Settings
  private let names: TopicNames
  private let view: LiveView
  private let stop: StopFlag
  private let log: Logger
  private let ended = DispatchSemaphore(value: 0)

  public init(
    kafka: Kafka.Settings, names: TopicNames, view: LiveView, stop: StopFlag, log: Logger
  ) {
    var kafka = kafka
    // A page can wait: a tenth of what a worker fetches ahead.
    if kafka.properties["queued.max.messages.kbytes"] == nil {
      kafka.properties["queued.max.messages.kbytes"] = "16384"
    }
    self.kafka = kafka
    self.names = names
    self.view = view
    self.stop = stop
    self.log = log
  }

  public func start() {
    let thread = Thread { [self] in
      run()
      ended.signal()
    }
    thread.name = "vigie-console"
    thread.start()
  }

  /// Returns when the thread has ended; raise the stop flag first.
  public func wait() { ended.wait() }

  private func run() {
    var hasTrouble = false
    while !stop.isRaised {
      do throws(KafkaFailure) {
        try follow { if hasTrouble { self.log.notice("console: reads again") } }
      } catch {
        view.change { $0.trouble = error.sentence }
        if !hasTrouble { log.warning("console_blind: cannot read the topics: \(error.sentence)") }
        hasTrouble = true
      }
      var quarters = 0
      while !stop.isRaised, quarters < 12 {
        Thread.sleep(forTimeInterval: 0.25)
        quarters += 1
      }
    }
  }

  private func follow(_ begun: () -> Void) throws(KafkaFailure) {
    let reader: Consumer
    do throws(Kafka.SettingsFault) {
      reader = try Consumer(settings: kafka, group: nil)
    } catch {
      throw KafkaFailure(
        action: .stop, code: .invalidArgument, sentence: error.description,
        operation: "rd_kafka_new")
    }
    var open = try assign(reader)
    begun()
    view.change { $0.trouble = "" }
    let parser = Parser(limits: JSON.Limits(bytesMax: 64 << 20, depthMax: 64))
    while !stop.isRaised {
      let batch = try reader.poll(
        max: 500, timeout: .milliseconds(250), gathering: .milliseconds(50))
      if !batch.isEmpty { fold(batch, reader, parser) }
      for happening in reader.takeHappenings() {
        switch happening {
        case .endReached(let place, _): open.remove(place)
        case .partitionFailed(_, let failure), .failed(let failure):
          if failure.action == .stop { throw failure }
          view.change { $0.trouble = failure.sentence }
        default: break
        }
      }
      if open.isEmpty { view.change { $0.isComplete = true } }
      if !batch.isEmpty { view.change { $0.trouble = "" } }
    }
  }

  /// Where to begin in every partition of every topic that there is.
  private func assign(_ reader: Consumer) throws(KafkaFailure) -> Set<TopicPartition> {
    let metadata = try reader.metadata(timeout: .seconds(10))
    var starts: [TopicPartition: Offset] = [:]
    for (name, back) in topics {
      guard let topic = metadata.topic(name) else { continue }
      for partition in 0..<topic.partitions {
        let place = TopicPartition(topic: name, partition: Int32(partition))
        guard let back else {
          starts[place] = .beginning
          continue
        }
        let range = try reader.watermarks(of: place, timeout: .seconds(10))
        starts[place] = .at(max(range.lowerBound, range.upperBound - back))
      }
    }
    guard metadata.topic(names.incidents) != nil else {
      throw KafkaFailure(
        action: .stop, code: .unknownTopicOrPartition,
        sentence: "there is no topic \(names.incidents); `vigie topics apply` creates it",
        operation: "rd_kafka_metadata")
    }
    try reader.assign(starts)
    return Set(starts.keys)
  }

  /// Topics, and how many records before the end are enough; nil is all of them.
  private var topics: [(name: String, back: Int64?)] {
    [
      (names.incidents, nil), (names.alerts, nil), (names.restricted, nil), (names.watch, nil),
      (names.accepted, 20_000), (names.rejected, 2000),
    ]
  }

  private func fold(_ batch: borrowing RecordBatch, _ reader: Consumer, _ parser: Parser) {
    let restricted = names.restricted
    view.fold { view, tell in
      for index in 0..<batch.count {
        let isRestricted = reader.topicName(batch[index].topicIndex) == restricted
        guard let value = batch[index].value else {
          if let key = batch[index].key { view.remove(key: String(decoding: key, as: UTF8.self)) }
          continue
        }
        do throws(Fault) {
          let root = try parser.parse(value).root
          let time = batch[index].timestamp
          tell(
            view.fold(
              root, isRestricted: isRestricted,
              time: time.kind == .absent ? 0 : time.milliseconds))
        } catch {
          continue
        }
      }
    }
  }
}

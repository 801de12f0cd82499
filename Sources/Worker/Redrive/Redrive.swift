internal import JSON
public import Kafka
internal import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sends rejections through again: the original key, value and headers go back to the topic they
/// came from, with the count of attempts, and a mark of it goes to `redriven`, in one transaction.
///
/// One at a time for a prefix: a second run fences the first. What a run did is read from the
/// marks, so a run that was cut off is taken up by the next, and running it twice sends nothing
/// twice.
public final class Redrive {
  private let settings: WorkerSettings
  private let kafka: Kafka.Settings
  private let names: TopicNames
  private let selection: RedriveSelection
  private let stop: StopFlag
  private var marks: Set<String> = []
  private var pending: [Rejection] = []
  private var pendingBytes = 0
  private let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
  public private(set) var tally = RedriveTally()
  /// Called after each transaction, for progress.
  public var onProgress: ((RedriveTally) -> Void)?

  public init(
    settings: WorkerSettings, kafka: Kafka.Settings, selection: RedriveSelection, stop: StopFlag
  ) {
    self.settings = settings
    var kafka = kafka
    if kafka.properties["message.max.bytes"] == nil {
      kafka.properties["message.max.bytes"] = "\(settings.rejectionBytesMax)"
    }
    self.kafka = kafka
    names = TopicNames(prefix: settings.prefix)
    self.selection = selection
    self.stop = stop
  }

  /// Counts what `run` would send, and sends nothing.
  public func survey() throws(KafkaFailure) {
    try readMarks()
    try forEachSelected { (rejection) throws(KafkaFailure) in
      tally.select(rejection)
      tally.waiting += 1
    }
  }

  /// Sends at most `limit` records, `pace` a second at most; 0 is as fast as it goes.
  public func run(pace: Int, limit: Int) throws(KafkaFailure) {
    let outlet = try RedriveOutlet(kafka: kafka, names: names)
    // The outlet's birth has settled what an earlier run left open: the marks are complete now.
    try readMarks()
    let clock = ContinuousClock()
    let begin = clock.now
    let batchMax = pace == 0 ? Self.batchRecordsMax : min(Self.batchRecordsMax, max(1, pace / 4))
    var taken = 0
    try forEachSelected { (rejection) throws(KafkaFailure) in
      tally.select(rejection)
      guard taken < limit else {
        tally.waiting += 1
        return
      }
      taken += 1
      marks.insert(RedriveMark.key(rejection.position))
      pending.append(rejection)
      pendingBytes += rejection.original.value?.count ?? 0
      if pending.count >= batchMax || pendingBytes >= Self.batchBytesMax {
        try flush(outlet)
        if pace > 0 {
          let due = begin.advanced(by: .seconds(tally.sent) / pace)
          while clock.now < due, !stop.isRaised { usleep(20_000) }
        }
      }
    }
    if !stop.isRaised { try flush(outlet) }
    tally.waiting += pending.count
  }

  private static let batchRecordsMax = 500
  private static let batchBytesMax = 8 << 20

  private func readMarks() throws(KafkaFailure) {
    try TopicReader(kafka: kafka, topic: names.redriven, stop: stop).forEach {
      (key, _) throws(KafkaFailure) in
      guard let key else { return }
      marks.insert(String(decoding: key, as: UTF8.self))
    }
  }

  private func forEachSelected(
    _ body: (Rejection) throws(KafkaFailure) -> Void
  ) throws(KafkaFailure) {
    try TopicReader(kafka: kafka, topic: names.rejected, stop: stop).forEach {
      (_, value) throws(KafkaFailure) in
      guard !stop.isRaised else { return }
      tally.read += 1
      guard let value, let rejection = read(value) else {
        tally.unreadable += 1
        return
      }
      guard selection.wants(rejection) else {
        tally.notSelected += 1
        return
      }
      guard !marks.contains(RedriveMark.key(rejection.position)) else {
        tally.done += 1
        return
      }
      guard rejection.attempts < selection.attemptsMax else {
        tally.leave(rejection)
        return
      }
      try body(rejection)
    }
  }

  private func read(_ value: UnsafeRawBufferPointer) -> Rejection? {
    do {
      return try Rejection(reading: try parser.parse(value).root)
    } catch {
      return nil
    }
  }

  private func flush(_ outlet: RedriveOutlet) throws(KafkaFailure) {
    guard !pending.isEmpty else { return }
    try outlet.send(pending)
    tally.sent += pending.count
    pending.removeAll(keepingCapacity: true)
    pendingBytes = 0
    onProgress?(tally)
  }
}

public import Kafka

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Kafka behind the seam. One for each worker thread: the watchdog guards that thread's calls.
public struct KafkaLog: RecordLog {
  private let context: WorkerContext
  private let watchdog = Watchdog()

  public init(context: WorkerContext) { self.context = context }

  public func reader() throws(KafkaFailure) -> Consumer {
    do throws(Kafka.SettingsFault) {
      return try Consumer(settings: context.kafka, group: nil)
    } catch {
      throw error.asFailure
    }
  }

  public func member(of group: String) throws(KafkaFailure) -> Consumer {
    var settings = context.kafka
    // A worker says where to begin; should that be gone, it wants to know and not to jump.
    settings.properties["auto.offset.reset"] = "error"
    do throws(Kafka.SettingsFault) {
      return try Consumer(settings: settings, group: group)
    } catch {
      throw error.asFailure
    }
  }

  public func writer(
    _ transactionalID: String, to topics: [String], room: WriterRoom
  ) throws(KafkaFailure) -> KafkaWriter {
    let settings =
      switch room {
      case .usual: context.kafka
      case .rejections: context.kafkaForRejections
      }
    do throws(Kafka.SettingsFault) {
      return KafkaWriter(
        try TransactionalProducer(
          settings: settings, transactionalID: transactionalID, watchdog: watchdog),
        names: topics)
    } catch {
      throw error.asFailure
    }
  }

  public var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  public func rest(milliseconds: Int) {
    var left = milliseconds
    while left > 0, !context.stop.isRaised {
      usleep(UInt32(min(left, 50)) * 1000)
      left -= 50
    }
  }
}

extension Consumer: GroupMember {}

extension Kafka.SettingsFault {
  /// Settings are checked before a loop starts; should a client refuse them all the same (a
  /// certificate that is gone), the loop says so and tries again, as with any trouble.
  var asFailure: KafkaFailure {
    KafkaFailure(
      action: .stop, code: .invalidArgument, sentence: description, operation: "rd_kafka_new")
  }
}

internal import Logging
internal import Kafka

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The frame both stages run in: a session with the broker, begun again after whatever ends it.
///
/// A session ends by returning, when the stop flag is raised, or by a failure that only new clients
/// can heal. Nothing is lost by that: what was not committed is read again.
struct Loop {
  let context: WorkerContext
  let stage: String
  private var backoff = Backoff()

  init(context: WorkerContext, stage: String) {
    self.context = context
    self.stage = stage
  }

  mutating func run(_ session: (_ healthy: () -> Void) throws(KafkaFailure) -> Void) {
    while !context.stop.isRaised {
      var isHealthy = false
      do throws(KafkaFailure) {
        try session { isHealthy = true }
      } catch {
        if isHealthy { backoff.succeed() }
        context.figures.add { $0.rebuilt += 1 }
        report(error)
        wait(milliseconds: backoff.milliseconds)
        backoff.fail()
      }
    }
  }

  private func report(_ failure: KafkaFailure) {
    let next = "begins again in \(backoff.milliseconds) ms"
    if failure.isFenced {
      context.log.error(
        """
        fenced: another \(stage) worker took over this one's identity; \(next). If two workers \
        share a host, give each its own VIGIE_INSTANCE
        """, metadata: ["failure": "\(failure.name)", "operation": "\(failure.operation)"])
    } else {
      context.log.error(
        "broker_trouble: \(stage) lost its session: \(failure.sentence); \(next)",
        metadata: ["failure": "\(failure.name)", "operation": "\(failure.operation)"])
    }
  }

  /// Sleeps, but not past a stop.
  private func wait(milliseconds: Int) {
    var left = milliseconds
    while left > 0, !context.stop.isRaised {
      usleep(UInt32(min(left, 50)) * 1000)
      left -= 50
    }
  }
}

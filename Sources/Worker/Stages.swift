internal import Logging
public import Intake
internal import Foundation

/// The two stages; a process runs one or both, each on a thread of its own.
public enum Stage: String, Sendable, CaseIterable {
  case intake
  case assessment
}

/// Stages at work. They end when the context's stop flag is raised; `wait` returns when they have
/// finished their batch, committed and left their groups.
public final class Stages {
  private let ended = DispatchSemaphore(value: 0)
  private var running = 0

  public init() {}

  public func start(_ stages: [Stage], context: WorkerContext, catalogue: SchemaCatalogue) {
    for stage in stages {
      running += 1
      let ended = ended
      let thread = Thread {
        var context = context
        context.stage = stage
        context.log[metadataKey: "stage"] = "\(stage.rawValue)"
        switch stage {
        case .intake:
          IntakeWorker(context: context, catalogue: catalogue, log: KafkaLog(context: context))
            .run()
        case .assessment:
          AssessmentWorker(context: context, log: KafkaLog(context: context)).run()
        }
        ended.signal()
      }
      thread.name = "vigie-\(stage.rawValue)"
      // A deep document is parsed without recursion, but a schema may recurse over 64 levels.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  public func wait() {
    while running > 0 {
      ended.wait()
      running -= 1
    }
  }
}

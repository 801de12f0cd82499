internal import Foundation

/// The server's own threads. Swift's shared ones are as many as there are cores, and whoever blocks
/// them, in this process or in a library, would hold /livez up with them.
final class ServerThreads: TaskExecutor {
  private let queue = DispatchQueue(label: "vigie-console", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}

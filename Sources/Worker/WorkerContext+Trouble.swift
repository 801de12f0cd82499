internal import Kafka
internal import Logging

/// What both stages do about trouble that heals by itself: say so, once, and go on.
extension WorkerContext {
  /// Logs what is not about the assignment; throws what only new clients can heal.
  func note(_ happening: Happening) throws(KafkaFailure) {
    switch happening {
    case .partitionFailed(let place, let failure):
      log.warning("\(place): \(failure.sentence)", metadata: ["failure": "\(failure.name)"])
    case .failed(let failure):
      if failure.action == .stop { throw failure }
      log.warning("\(failure.sentence)", metadata: ["failure": "\(failure.name)"])
    case .partitionsAssigned, .partitionsRevoked, .partitionsLost, .endReached: break
    }
  }

  func noteAbort(_ failure: KafkaFailure) {
    log.warning(
      "aborted: \(failure.sentence); the batch is done again",
      metadata: ["failure": "\(failure.name)", "operation": "\(failure.operation)"])
    figures.add { $0.aborted += 1 }
  }
}

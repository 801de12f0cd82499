internal import Kafka
internal import Logging

/// What goes wrong is told once when it begins and once when it ends; health shows it meanwhile.
extension WorkerShell {
  /// Says what failed and answers what the machine is to know of it.
  func tell(_ failure: KafkaFailure, during action: WorkerAction) -> WorkerOutcome {
    if failure.action == .abort {
      noteAbort(failure)
      return .failed(.abort)
    }
    let cause = betterCause(of: failure)
    context.figures.add { $0.rebuilt += 1 }
    context.figures.change(stage) { $0.rebuilt += 1 }
    begin(Trouble(cause), cause)
    return .failed(cause.isFenced ? .fenced : .broken)
  }

  private func noteAbort(_ failure: KafkaFailure) {
    context.figures.add { $0.aborted += 1 }
    abortsInARow += 1
    context.log.warning(
      "aborted: \(failure.sentence); the batch is done again",
      metadata: ["failure": "\(failure.name)", "operation": "\(failure.operation)"])
    if abortsInARow >= 3 { begin(Trouble(failure), failure) }
  }

  /// A refused handshake shows in calls only as time that ran out; the client's own events say why.
  private func betterCause(of failure: KafkaFailure) -> KafkaFailure {
    guard Trouble(failure) == .brokerUnreachable, let member else { return failure }
    do throws(KafkaFailure) {
      _ = try member.poll(max: 1, bytesMax: .max, timeout: .zero, gathering: .zero)
    } catch {
      return error
    }
    for case .failed(let other) in member.takeHappenings() {
      switch Trouble(other) {
      case .certificateRefused, .accessDenied: return other
      default: break
      }
    }
    return failure
  }

  func begin(_ trouble: Trouble, _ failure: KafkaFailure) {
    hasTrouble = true
    let isNew = context.figures.stages[stage]?.trouble != trouble
    context.figures.change(stage) { condition in
      if isNew { condition.since = .now }
      condition.trouble = trouble
      condition.sentence = "\(failure.sentence). \(trouble.remedy)."
    }
    let line: Logger.Message =
      "\(trouble.rawValue): \(failure.sentence). \(trouble.remedy). Tries again by itself"
    let metadata: Logger.Metadata = [
      "failure": "\(failure.name)", "operation": "\(failure.operation)",
    ]
    if isNew {
      context.log.error(line, metadata: metadata)
    } else {
      context.log.debug(line, metadata: metadata)
    }
  }

  /// Work was committed, or the brokers answer again.
  func endTrouble() {
    abortsInARow = 0
    guard hasTrouble else { return }
    hasTrouble = false
    let name = context.figures.stages[stage]?.trouble?.rawValue ?? ""
    context.figures.change(stage) { condition in
      condition.trouble = nil
      condition.sentence = ""
      condition.since = .now
    }
    context.log.notice("recovered: \(name) is over")
  }

  /// What does not concern the assignment. A topic that is gone wants new clients.
  func note(_ happening: Happening) throws(KafkaFailure) {
    switch happening {
    case .partitionFailed(let place, var failure):
      failure.sentence = "\(place): \(failure.sentence)"
      if Trouble(failure) == .topicMissing { failure.action = .stop }
      guard failure.action != .stop else { throw failure }
      begin(Trouble(failure), failure)
    case .failed(let failure):
      guard failure.action != .stop else { throw failure }
      begin(Trouble(failure), failure)
    case .partitionsAssigned, .partitionsRevoked, .partitionsLost, .endReached: break
    }
  }

  /// While idle nothing tells that the brokers are back: asks, every few seconds.
  func probe() {
    guard hasTrouble, let member, log.now >= nextProbe else { return }
    nextProbe = log.now + 5000
    do throws(KafkaFailure) {
      _ = try member.metadata(timeout: .seconds(2))
      endTrouble()
    } catch {
      begin(Trouble(error), error)
    }
  }

  func tellPoison(_ span: BatchSpan) {
    context.log.error(
      """
      poison: the record at \(span.place) \(span.first) ended \(Caution.deathsMax) workers; it is \
      rejected without being looked at. `vigie watch rejections` shows where it came from
      """)
  }

  func tellExpired(_ place: TopicPartition, from position: Int64?, to low: Int64) {
    let lost = position.map { low - $0 } ?? 0
    context.figures.add { $0.expired += Int(max(lost, 0)) }
    context.log.error(
      """
      position_gone: \(place) has no records from \(position.map(String.init) ?? "here") to \(low) \
      any more; goes on from there. \(Trouble.positionGone.remedy)
      """)
  }
}

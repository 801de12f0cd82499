internal import Kafka
internal import Logging

/// The group's part: joining, taking over, signing off.
extension WorkerShell {
  func open() throws(KafkaFailure) {
    let member = try log.member(of: work.group)
    self.member = member
    try member.requireTopics(work.topics)
    try work.open(log)
    try member.subscribe(work.topics)
  }

  /// Records what happened since the last poll.
  func noteHappenings() throws(KafkaFailure) {
    guard let member else { return }
    for happening in member.takeHappenings() {
      switch happening {
      case .partitionsAssigned(let places):
        given = places
        machine.note(.partitionsAssigned)
      case .partitionsRevoked: machine.note(.partitionsRevoked)
      case .partitionsLost: machine.note(.partitionsLost)
      case .partitionFailed(let place, let failure)
      where failure.code == .positionReset || failure.code == .offsetOutOfRange:
        gone.append(place)
        machine.note(.positionGone)
      case .partitionFailed, .failed, .endReached: try note(happening)
      }
    }
  }

  /// Begins where the stage says, else where the group is, else at the log's beginning.
  func accept() throws(KafkaFailure) {
    guard let member else { return }
    var starts: [TopicPartition: Offset] = [:]
    var marks: [TopicPartition: PositionMark] = [:]
    for mark in try member.marks(of: given, timeout: .seconds(30)) { marks[mark.place] = mark }
    for place in given {
      var start = work.position(of: place) ?? marks[place].map { .at($0.next) } ?? .beginning
      if let number = start.number {
        start = .at(try held(number, place, member))
      }
      starts[place] = start
      guard let mark = marks[place], PositionNote(mark.note) != nil else { continue }
      let end = try member.watermarks(of: place, timeout: .seconds(30)).upperBound
      caution.take(mark, end: end)
      context.log.notice(
        "unclean_end: the last owner of \(place) did not end well; small transactions first",
        metadata: ["position": "\(mark.next)", "note": "\(mark.note)"])
    }
    let count = given.count
    context.log.info("takes \(count) partitions")
    given = []
    try member.completeAssignment(startingAt: starts)
    context.figures.change(stage) { condition in
      condition.partitions = count
      condition.rebalances += 1
    }
  }

  /// The position, or the first one that the log still has, and then says what is missing.
  private func held(
    _ number: Int64, _ place: TopicPartition, _ member: Work.Log.Member
  ) throws(KafkaFailure) -> Int64 {
    let low = try member.watermarks(of: place, timeout: .seconds(30)).lowerBound
    guard number < low else { return number }
    tellExpired(place, from: number, to: low)
    return low
  }

  /// Retention overtook us, or the log was cut: goes on with what there is.
  func reposition() throws(KafkaFailure) {
    guard let member else { return }
    let places = gone
    gone = []
    for place in places {
      let range = try member.watermarks(of: place, timeout: .seconds(30))
      tellExpired(place, from: nil, to: range.lowerBound)
      try member.seek([place: .at(range.lowerBound)], timeout: .seconds(10))
    }
  }

  /// Commits what must be known before the lane's records are tried, should they kill.
  func announce(_ lane: [BatchSpan]) throws(KafkaFailure) {
    let marks = caution.announcement(of: lane)
    guard !marks.isEmpty, let member, let writer = work.writer(for: lane[0].place) else { return }
    try writer.begin()
    try writer.send(marks, as: member)
    try writer.commit()
    caution.announced(marks)
  }

  /// A courtesy to the next owner, who need not be careful: not worth a failure.
  func signOff() throws(KafkaFailure) {
    guard let member else { return }
    for mark in caution.farewell {
      guard let writer = work.writer(for: mark.place) else { continue }
      do throws(KafkaFailure) {
        try writer.begin()
        try writer.send([mark], as: member)
        try writer.commit()
      } catch {
        guard error.action == .abort else { throw error }
        try writer.abort()
      }
    }
  }

  func release() throws(KafkaFailure) {
    given = []
    gone = []
    caution.removeAll()
    work.release()
    context.figures.change(stage) { $0.partitions = 0 }
    try member?.completeRevocation()
  }
}

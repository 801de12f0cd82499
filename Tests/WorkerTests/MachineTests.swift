import Testing

@testable import Worker

/// The machine's table, as a table: Docs/exactly-once.md shows the same.
@Suite struct MachineSuite {
  /// Feeds outcomes and notes to a machine and names the actions it gives.
  struct Drive {
    var machine = WorkerMachine()
    private(set) var actions: [WorkerAction] = []

    @discardableResult
    mutating func after(_ outcome: WorkerOutcome = .done, _ notes: WorkerNote...) -> WorkerAction {
      for note in notes { machine.note(note) }
      let action = machine.next(after: outcome)
      actions.append(action)
      return action
    }

    /// A worker that owns partitions and waits for records.
    static var running: Drive {
      var drive = Drive()
      drive.after(.begun)
      drive.after()
      drive.after()
      drive.after(.polled(lanes: 0), .partitionsAssigned)
      while drive.machine.action != .accept { drive.after() }
      drive.after()
      while drive.machine.action != .poll { drive.after() }
      drive.actions = []
      return drive
    }

    /// The same with a batch in hand, at this action.
    static func at(_ action: WorkerAction, lanes: Int = 1) -> Drive {
      var drive = running
      drive.after(.polled(lanes: lanes))
      while drive.machine.action != action { drive.after() }
      drive.actions = []
      return drive
    }
  }

  @Test func `starts, takes over, restores, accepts, polls`() {
    var drive = Drive()
    drive.after(.begun)
    drive.after()
    drive.after()
    drive.after(.polled(lanes: 0), .partitionsAssigned)
    #expect(drive.machine.state == .restoring)
    drive.after()
    drive.after(.unfinished)
    drive.after()
    drive.after(.done)
    drive.after()
    #expect(drive.machine.state == .running)
    #expect(
      drive.actions == [
        .open, .tick, .poll, .takeOver, .restore, .attend, .restore, .accept, .tick,
      ]
    )
  }

  @Test func `a batch of two lanes is two transactions, in order`() {
    var drive = Drive.running
    drive.after(.polled(lanes: 2))
    for _ in 0..<8 { drive.after() }
    #expect(
      drive.actions == [
        .announce(lane: 0), .process(lane: 0), .sendPositions(lane: 0), .commit(lane: 0),
        .announce(lane: 1), .process(lane: 1), .sendPositions(lane: 1), .commit(lane: 1), .tick,
      ])
  }

  static let inHand: [WorkerAction] = [
    .announce(lane: 0), .process(lane: 0), .sendPositions(lane: 0), .commit(lane: 0),
  ]

  @Test(arguments: inHand)
  func `a transaction that fails is undone and done again`(action: WorkerAction) {
    var drive = Drive.at(action)
    drive.after(.failed(.abort))
    #expect(drive.machine.state == .aborting)
    drive.after()
    drive.after()
    #expect(drive.actions == [.abort(lane: 0), .rewind(lane: 0), .tick])
    #expect(drive.machine.state == .running)
  }

  @Test func `when one lane fails the others go on`() {
    var drive = Drive.at(.commit(lane: 0), lanes: 2)
    drive.after(.failed(.abort))
    drive.after()
    drive.after()
    #expect(drive.actions == [.abort(lane: 0), .rewind(lane: 0), .announce(lane: 1)])
  }

  @Test(arguments: inHand)
  func `partitions wanted back wait for the transaction in hand, not for the next`(
    action: WorkerAction
  ) {
    var drive = Drive.at(action, lanes: 2)
    drive.machine.note(.partitionsRevoked)
    while drive.machine.action != .release { drive.after() }
    #expect(drive.actions.suffix(2) == [.signOff, .release])
    #expect(action == .commit(lane: 0) || drive.actions.contains(.commit(lane: 0)))
    #expect(!drive.actions.contains(.announce(lane: 1)))
    #expect(drive.machine.state == .draining)
    #expect(drive.after() == .tick)
    #expect(drive.machine.state == .running)
  }

  @Test(arguments: [WorkerAction.process(lane: 0), .sendPositions(lane: 0)])
  func `nothing is committed for partitions that are lost`(action: WorkerAction) {
    var drive = Drive.at(action)
    drive.machine.note(.partitionsLost)
    while drive.machine.action != .release { drive.after() }
    #expect(drive.actions == [.abort(lane: 0), .release])
  }

  @Test func `lost before a transaction began, there is none`() {
    var drive = Drive.at(.announce(lane: 0))
    drive.after(.done, .partitionsLost)
    #expect(drive.actions == [.release])
  }

  @Test func `a batch in hand is dropped when its partitions are wanted back`() {
    for note in [WorkerNote.partitionsRevoked, .partitionsLost] {
      var drive = Drive.running
      drive.after(.polled(lanes: 1), note)
      #expect(!drive.actions.contains(.announce(lane: 0)))
      #expect(drive.machine.state == .draining)
    }
  }

  @Test func `a revocation overtakes the restoring that it makes idle`() {
    var drive = Drive.running
    drive.after(.polled(lanes: 0), .partitionsAssigned)
    drive.after()
    drive.after(.unfinished)
    drive.after(.done, .partitionsRevoked)
    drive.after()
    #expect(drive.actions == [.takeOver, .restore, .attend, .signOff, .release])
  }

  @Test func `a failure that is not understood drops the clients and begins again`() {
    for action in [WorkerAction.poll] + Self.inHand {
      var drive = action == .poll ? Drive.running : Drive.at(action)
      drive.after(.failed(.broken))
      #expect(drive.machine.state == .broken)
      drive.after()
      drive.after()
      #expect(drive.actions == [.discard, .rest(milliseconds: 200), .open])
      #expect(drive.machine.state == .starting)
    }
  }

  @Test func `an abort that fails, and a rewind that fails, drop the clients`() {
    for action in [WorkerAction.abort(lane: 0), .rewind(lane: 0)] {
      var drive = Drive.at(.process(lane: 0))
      drive.after(.failed(.abort))
      while drive.machine.action != action { drive.after() }
      #expect(drive.after(.failed(.abort)) == .discard)
    }
  }

  @Test func `who is fenced says so`() {
    var drive = Drive.at(.commit(lane: 0))
    #expect(drive.after(.failed(.fenced)) == .discard)
    #expect(drive.machine.state == .fenced)
  }

  @Test func `a rest doubles up to ten seconds and a commit ends that`() {
    var drive = Drive()
    var rests: [Int] = []
    drive.after(.begun)
    for _ in 0..<8 {
      drive.after(.failed(.broken))
      if case .rest(let time) = drive.after() { rests.append(time) }
      drive.after()
    }
    #expect(rests == [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000])
    var other = Drive.at(.commit(lane: 0))
    other.after()
    other.after(.failed(.broken))
    #expect(other.after() == .rest(milliseconds: 200))
  }

  @Test func `asked to stop, it finishes the batch, signs off and leaves`() {
    var drive = Drive.at(.process(lane: 0), lanes: 2)
    drive.machine.note(.stopRequested)
    while drive.machine.action != .end { drive.after() }
    #expect(
      drive.actions == [
        .sendPositions(lane: 0), .commit(lane: 0), .announce(lane: 1), .process(lane: 1),
        .sendPositions(lane: 1), .commit(lane: 1), .signOff, .close, .discard, .end,
      ])
    #expect(drive.machine.state == .ended)
  }

  @Test func `whatever it is doing, asked to stop it ends soon`() {
    var drive = Drive()
    for failures in 0..<40 {
      drive.after(failures % 3 == 2 ? .failed(.broken) : .done)
      var copy = drive
      copy.machine.note(.stopRequested)
      var steps = 0
      while copy.machine.action != .end, steps < 20 {
        copy.after(.done)
        steps += 1
      }
      #expect(copy.machine.action == .end)
    }
  }

  @Test func `a position that is gone is set anew before the next poll`() {
    var drive = Drive.running
    drive.after(.polled(lanes: 0), .positionGone)
    drive.after()
    drive.after()
    #expect(drive.actions == [.reposition, .tick, .poll])
  }
}

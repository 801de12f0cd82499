internal import JSON
internal import Synchronization

/// The view between the one that reads topics and those that ask: one lock, held for a batch or a
/// question.
public final class LiveView: Sendable {
  private let state: Mutex<State>

  private struct State {
    var view: View
    var feed = Feed()
    var status = Status()
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    var nextListener = 0
    var isEnded = false
  }

  /// How the reader of the topics is getting on.
  struct Status: Sendable, Equatable {
    /// Whether every topic has been read to where its end was.
    var isComplete = false
    /// Why it does not read; empty when it does.
    var trouble = ""
  }

  public convenience init() { self.init(limits: View.Limits()) }

  init(limits: View.Limits) { state = Mutex(State(view: View(limits: limits))) }

  var status: Status { state.withLock { $0.status } }

  func change(_ body: (inout Status) -> Void) { state.withLock { body(&$0.status) } }

  /// Looks at the view as it is now. Copying a shelf out costs a count, not a copy.
  func look<Result: Sendable>(_ body: @Sendable (View) -> Result) -> Result {
    body(state.withLock { $0.view })
  }

  /// Folds records in and wakes who listens, once for all of them.
  func fold(_ body: (inout View, (Change?) -> Void) -> Void) {
    state.withLock { state in
      var changes: [Change] = []
      body(&state.view) { if let change = $0 { changes.append(change) } }
      guard !changes.isEmpty else { return }
      for change in changes { state.feed.append(change) }
      for listener in state.listeners.values { listener.yield() }
    }
  }

  /// What changed after a sequence number, some at a time; nil when it is too long ago and the
  /// whole must be asked for again.
  func changes(after sequence: UInt64, max: Int) -> [Change]? {
    state.withLock { state in
      guard sequence <= state.view.sequence else { return nil }
      return state.feed.changes(after: sequence, max: max)
    }
  }

  /// Wakes at once, with every batch of changes and with `wake`, until `leave` or `end`. A listener
  /// that is slow is woken once, and is owed nothing: it holds no queue.
  package func listen() -> (wakes: AsyncStream<Void>, id: Int) {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state in
      state.nextListener += 1
      if !state.isEnded { state.listeners[state.nextListener] = continuation }
      return state.nextListener
    }
    continuation.yield()
    if state.withLock(\.isEnded) { continuation.finish() }
    return (stream, id)
  }

  /// Wakes everybody who listens, though nothing changed.
  package func wake() {
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
  }

  package func leave(_ id: Int) {
    state.withLock { $0.listeners.removeValue(forKey: id)?.finish() }
  }

  /// Ends every listener's stream, and those of who comes later: nobody holds a server up that is
  /// to stop.
  public func end() {
    let listeners = state.withLock { state in
      state.isEnded = true
      defer { state.listeners.removeAll() }
      return state.listeners.values.map { $0 }
    }
    for listener in listeners { listener.finish() }
  }

  /// Of those who listen now.
  package var listenerCount: Int { state.withLock(\.listeners.count) }
}

/// The last changes, for those who listen and for those who come back.
struct Feed: Sendable {
  private var changes: [Change] = []
  /// Changes before this index are forgotten.
  private var first = 0
  private var bytes = 0
  /// The last sequence number that was forgotten.
  private var forgotten: UInt64 = 0

  static let countMax = 20_000
  static let bytesMax = 32 << 20

  mutating func append(_ change: Change) {
    changes.append(change)
    bytes += change.trusted.count
    while changes.count - first > Self.countMax || bytes > Self.bytesMax, first < changes.count {
      bytes -= changes[first].trusted.count
      forgotten = changes[first].sequence
      first += 1
    }
    if first > Self.countMax {
      changes.removeFirst(first)
      first = 0
    }
  }

  /// Nil when some of them are forgotten. Numbers have gaps, where something was removed.
  func changes(after sequence: UInt64, max: Int) -> [Change]? {
    guard sequence >= forgotten else { return nil }
    var (low, high) = (first, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
    }
    return Array(changes[low..<min(low + max, changes.count)])
  }
}

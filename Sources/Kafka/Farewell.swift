internal import Glibc
internal import Synchronization

/// A last call that may never return, made on a thread of its own and waited for only so long.
///
/// `rd_kafka_destroy` joins the client's threads, and one of them may wait for a reference that
/// nobody gives back: after a topic was deleted, for one (issues 3007 and 3954). A worker that
/// drops its clients to begin anew must not wait with it. What is left behind keeps its threads
/// and its memory and does nothing more: its consumer has left the group, or the session will
/// expire, and its transaction is fenced by the next owner of the id. Too many of them end the
/// process with status 75, for a supervisor to start it anew.
enum Farewell {
  static let patienceMilliseconds = 10_000
  static let leftBehindMax = 8
  private static let leftBehindCount = Atomic<Int>(0)

  /// How many calls have not returned in time, in this process.
  static var leftBehind: Int { leftBehindCount.load(ordering: .relaxed) }

  /// Makes the call; false when it did not return in time.
  ///
  /// - Parameter call: may run on after this returns, so it owns what it uses.
  @discardableResult
  static func say(
    within milliseconds: Int = patienceMilliseconds, _ call: @escaping () -> Void
  ) -> Bool {
    let work = Work(call)
    // Safe because the thread takes the one reference made here and releases it.
    let argument = Unmanaged.passRetained(work).toOpaque()
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument)
    guard code == 0 else {
      Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
      return true
    }
    pthread_detach(thread)
    guard !work.isOver(within: milliseconds) else { return true }
    let count = leftBehindCount.add(1, ordering: .relaxed).newValue
    if count >= leftBehindMax { Watchdog.leaveProcess("rd_kafka_destroy") }
    return false
  }

  private final class Work {
    private var call: (() -> Void)?
    private let isOver = Atomic<Bool>(false)

    init(_ call: @escaping () -> Void) { self.call = call }

    func run() {
      call?()
      call = nil
      isOver.store(true, ordering: .releasing)
    }

    func isOver(within milliseconds: Int) -> Bool {
      let end = Watchdog.now() + UInt64(milliseconds) * 1_000_000
      var pause: UInt32 = 100
      while !isOver.load(ordering: .acquiring) {
        guard Watchdog.now() < end else { return false }
        usleep(pause)
        pause = min(2 * pause, 20_000)
      }
      return true
    }
  }
}

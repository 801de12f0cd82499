internal import Glibc
internal import Synchronization

/// Ends a wait that never ends: some calls of librdkafka ignore their timeout
/// (`rd_kafka_send_offsets_to_transaction`, issue 5456, in every version), and a blocked thread
/// cannot help itself.
///
/// One per worker thread. Its own thread looks four times a second whether the guarded call is
/// past its limit, and then calls `onExpiry`, once, from there. The default names the call on
/// standard error and leaves the process with status 75 (`EX_TEMPFAIL`): a supervisor restarts
/// it, the broker fences the old producer and nothing is lost or doubled.
public final class Watchdog: Sendable {
  /// The guarded call's C name, NUL-terminated, as an address; 0 is none.
  private let operation = Atomic<UInt>(0)
  /// Monotonic nanoseconds after which it is late; 0 is never.
  private let deadline = Atomic<UInt64>(0)

  /// Starts watching. `onExpiry` gets the guarded operation's name, on the watchdog's thread.
  public init(onExpiry: @escaping @Sendable (String) -> Void = Watchdog.leaveProcess) {
    let start = WatchdogStart(watchdog: self, onExpiry: onExpiry)
    var thread = pthread_t()
    // Safe because the thread takes the one reference made here and releases it.
    let argument = Unmanaged.passRetained(start).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<WatchdogStart>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument)
    guard code == 0 else {
      Unmanaged<WatchdogStart>.fromOpaque(argument).release()
      return
    }
    pthread_detach(thread)
  }

  /// Runs `body`, and expires if it takes longer than `limit`. Inside another guard the earlier
  /// deadline holds.
  public func guarding<Result, Failure: Error>(
    _ name: StaticString, for limit: Duration, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = deadline.load(ordering: .relaxed)
    let nameBefore = operation.load(ordering: .relaxed)
    let mine = Watchdog.now() + UInt64(limit.milliseconds) * 1_000_000
    if before == 0 || mine < before {
      operation.store(UInt(bitPattern: name.utf8Start), ordering: .relaxed)
      deadline.store(mine, ordering: .releasing)
    }
    defer {
      deadline.store(before, ordering: .releasing)
      operation.store(nameBefore, ordering: .relaxed)
    }
    return try body()
  }

  /// The operation that is past its limit, if one is.
  func expired(at now: UInt64) -> String? {
    let late = deadline.load(ordering: .acquiring)
    guard late != 0, now > late else { return nil }
    let address = operation.load(ordering: .relaxed)
    // Safe because only addresses of StaticStrings are stored, which end with NUL and live
    // forever.
    guard let text = UnsafePointer<CChar>(bitPattern: address) else { return nil }
    return String(cString: text)
  }

  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Says which call hung and ends the process with status 75, running no exit handlers: they
  /// could wait for the same thread.
  public static let leaveProcess: @Sendable (String) -> Void = { operation in
    let text = "vigie: broker_call_hung: \(operation) did not return within its limit\n"
    _ = text.utf8.withContiguousStorageIfAvailable {
      write(STDERR_FILENO, $0.baseAddress, $0.count)
    }
    _exit(75)
  }
}

/// What the watchdog's thread starts with. It holds the watchdog weakly, so dropping the watchdog
/// ends the thread within a quarter of a second.
private final class WatchdogStart {
  weak var watchdog: Watchdog?
  let onExpiry: @Sendable (String) -> Void

  init(watchdog: Watchdog, onExpiry: @escaping @Sendable (String) -> Void) {
    self.watchdog = watchdog
    self.onExpiry = onExpiry
  }

  func run() {
    while look() { usleep(250_000) }
  }

  /// Looks once; false when there is nothing left to watch. Holds the watchdog no longer than
  /// this.
  private func look() -> Bool {
    guard let watchdog else { return false }
    guard let operation = watchdog.expired(at: Watchdog.now()) else { return true }
    onExpiry(operation)
    return false
  }
}

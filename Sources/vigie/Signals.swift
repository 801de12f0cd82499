import Synchronization
import Worker

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// SIGTERM and SIGINT raise a stop flag; a second one ends the process at once. SIGHUP asks for a
/// reload, where somebody listens.
enum Signals {
  private static let flag = StopFlag()
  private static let seen = Atomic<Int>(0)
  private static let reloads = Atomic<Int>(0)

  static func stopOnTermination() -> StopFlag {
    _ = flag
    let handler: @convention(c) (Int32) -> Void = { signal in
      // Only atomics here: a handler may interrupt anything.
      if Signals.seen.add(1, ordering: .relaxed).oldValue > 0 { _exit(128 + signal) }
      Signals.flag.raise()
    }
    // Whoever started us may have had them blocked, and a mask is inherited.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    sigaddset(&wanted, SIGTERM)
    sigaddset(&wanted, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    signal(SIGTERM, handler)
    signal(SIGINT, handler)
    signal(SIGPIPE, SIG_IGN)
    return flag
  }

  /// From now on SIGHUP is counted instead of ending the process.
  static func countReloads() {
    let handler: @convention(c) (Int32) -> Void = { _ in
      Signals.reloads.add(1, ordering: .relaxed)
    }
    signal(SIGHUP, handler)
  }

  /// Whether a reload was asked for since the last call.
  static func takeReload() -> Bool { reloads.exchange(0, ordering: .relaxed) > 0 }
}

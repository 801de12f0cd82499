/// How long to wait before trying again: doubling from 200 ms to 10 s, back to the start after a
/// success. No jitter: a theatre has a handful of workers.
struct Backoff: Equatable {
  private(set) var failures = 0

  var milliseconds: Int { min(10_000, 200 << min(failures, 6)) }

  mutating func fail() { failures += 1 }

  mutating func succeed() { failures = 0 }
}

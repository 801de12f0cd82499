import Model

/// An instant in four bytes: seconds since 1950-01-01, to 2086.
///
/// Times outside are held at the bound; nothing that happened there is correlated with anything.
enum Moment {
  static let epoch: Int64 = -631_152_000

  @inline(__always)
  static func packed(_ instant: Instant) -> UInt32 {
    UInt32(clamping: instant.seconds &- epoch)
  }

  @inline(__always)
  static func instant(_ packed: UInt32) -> Instant { Instant(seconds: Int64(packed) &+ epoch) }
}

internal import JSON
public import Model

/// What became of one record: the record to produce, flat and reused.
///
/// Everything in it is valid until the next call of `Intake.process` with it.
public struct IntakeOutput {
  /// Exactly one of the two.
  public enum Outcome: Equatable, Sendable {
    case accepted
    case rejected(RejectionReason)
  }

  public internal(set) var outcome = Outcome.accepted
  /// The position of the schema in `SchemaCatalogue.inbound`, or −1 when none was found.
  public internal(set) var schema = -1
  /// The position of the version named in `SchemaCatalogue.versions`, or −1.
  public internal(set) var version = -1
  /// The record named a version that is on its way out.
  public internal(set) var isDeprecated = false
  /// The position of the sector in `Theatre.sectors`; of no meaning for a rejection.
  public internal(set) var sector = 0
  /// What was noticed about the receipt and not about the report: `clock_ahead`. It stands in the
  /// header `vigie_flags` and not in the value, so that a resend is the same bytes.
  public internal(set) var receiptFlags = CodeSet<Flag>()
  public internal(set) var headers = OutputHeaders()
  /// The rejection, for counting and telling; nil when the record was accepted.
  public internal(set) var rejection: Rejection?

  var draft = Draft()
  var writer = Writer()
  /// Only grows; `keyCount` bytes of it are the key.
  private var keyBytes: [UInt8] = []
  private var keyCount = 0
  var hasKey = false

  public init() {}

  /// The report; of no meaning for a rejection.
  public var report: Report { _read { yield draft.report } }

  /// The value to produce: `report/1` or `rejection/1`.
  public func withValue<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R { writer.withBytes(body) }

  /// The key to produce: the report's id, or a rejection's key as received. Nil when that was null.
  public func withKey<R>(_ body: (UnsafeRawBufferPointer?) -> R) -> R {
    hasKey
      ? keyBytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<keyCount])) }
      : body(nil)
  }

  /// The value, copied.
  public var value: [UInt8] { writer.bytes }
  /// The key, copied.
  public var key: [UInt8]? { hasKey ? Array(keyBytes[..<keyCount]) : nil }

  mutating func clear() {
    // A rejection is large, and is only looked at when there is one.
    if outcome != .accepted { rejection = nil }
    outcome = .accepted
    schema = -1
    version = -1
    isDeprecated = false
    sector = 0
    receiptFlags = CodeSet()
    headers.clear()
    writer.removeAll()
    clearKey()
  }

  mutating func clearKey() {
    keyCount = 0
    hasKey = false
  }

  /// Appends at most so many bytes to the headers' values, with the key at hand.
  @inline(__always)
  mutating func appendToHeaders(
    upTo most: Int, _ write: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Int
  ) -> Range<Int> {
    let (bytes, count) = (keyBytes, keyCount)
    return headers.append(upTo: most) { out in
      bytes.withUnsafeBytes { write(UnsafeRawBufferPointer(rebasing: $0[..<count]), out) }
    }
  }

  /// Gives the record a key of so many bytes, which `write` must fill.
  @inline(__always)
  mutating func setKey(_ count: Int, _ write: (UnsafeMutableRawBufferPointer) -> Void) {
    hasKey = true
    keyCount = count
    if keyBytes.count < count {
      keyBytes.append(contentsOf: repeatElement(0, count: count - keyBytes.count))
    }
    keyBytes.withUnsafeMutableBytes {
      write(UnsafeMutableRawBufferPointer(rebasing: $0[..<count]))
    }
  }
}

private import Glibc

/// One header of a raw record.
public struct RawHeader {
  public var name: UnsafeRawBufferPointer
  public var value: UnsafeRawBufferPointer?

  public init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer?) {
    self.name = name
    self.value = value
  }

  func isNamed(_ text: StaticString) -> Bool {
    guard name.count == text.utf8CodeUnitCount, let base = name.baseAddress else { return false }
    return memcmp(base, text.utf8Start, name.count) == 0
  }

  /// Names the schema of the value, as `field-report/3`.
  public static let schema: StaticString = "schema"
  /// Says how often a record was tried before; written by redrive.
  public static let attempts: StaticString = "vigie_attempts"
  /// W3C Trace Context; passed on as it is.
  public static let traceParent: StaticString = "traceparent"
}

internal import CRdKafka

/// Headers for one record to be sent (`rd_kafka_headers_t`), in order; names may repeat.
///
/// Bytes are copied once, into librdkafka's list. Sending consumes the list; an empty one
/// allocates nothing.
public struct OutgoingHeaders: ~Copyable {
  private var raw: OpaquePointer?

  /// None yet.
  public init() { raw = nil }

  /// A copy of a consumed record's headers (`rd_kafka_headers_copy`).
  public init(copying headers: HeaderList) { raw = headers.raw.map { rd_kafka_headers_copy($0) } }

  deinit { if let raw { rd_kafka_headers_destroy(raw) } }

  /// What was added so far, borrowed: valid until the next change.
  public var list: HeaderList { HeaderList(raw) }

  public var count: Int { raw.map { rd_kafka_header_cnt($0) } ?? 0 }

  /// Adds a header (`rd_kafka_header_add`); a nil value is null, which is not empty.
  public mutating func append(_ name: StaticString, _ value: UnsafeRawBufferPointer?) {
    let bytes = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    append(name: bytes, value: value)
  }

  /// Adds a header with a text value.
  public mutating func append(_ name: StaticString, _ value: String) {
    var value = value
    value.withUTF8 { append(name, UnsafeRawBufferPointer($0)) }
  }

  /// Adds a header with a constant value.
  public mutating func append(_ name: StaticString, _ value: StaticString) {
    append(name, UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
  }

  /// Adds a header whose name is only known at run time, such as a forwarded one.
  public mutating func append(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer?) {
    let list: OpaquePointer? = raw ?? rd_kafka_headers_new(8)
    raw = list
    // Safe because the name is `name.count` bytes and is copied; a size of -1 is never passed, as
    // librdkafka would look for a NUL. An empty value still needs a pointer, or it would be null.
    let text = (name.baseAddress ?? Bytes.nowhere).assumingMemoryBound(to: CChar.self)
    if let value {
      rd_kafka_header_add(list, text, name.count, value.baseAddress ?? Bytes.nowhere, value.count)
    } else {
      rd_kafka_header_add(list, text, name.count, nil, 0)
    }
  }

  /// Gives the list to the caller, who must free it or hand it to librdkafka.
  mutating func take() -> OpaquePointer? {
    defer { raw = nil }
    return raw
  }
}

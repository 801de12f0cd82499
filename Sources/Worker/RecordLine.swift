internal import JSON

/// An output record as one line of NDJSON, as it would stand on its topic:
/// `{"topic":…,"key":…,"headers":{…},"value":…}`.
///
/// The value is already JSON and is copied as it is; a tombstone is `null`. A key or header that is
/// not UTF-8 cannot be a JSON string; it is written as `{"base64":…}` is in a rejection's original,
/// and as `null` here.
public struct RecordLine {
  private var writer = Writer(capacity: 4096)

  public init() {}

  public mutating func begin(topic: String, key: UnsafeRawBufferPointer?) {
    writer.removeAll()
    writer.beginObject()
    writer.name("topic")
    writer.string(topic)
    writer.name("key")
    text(key)
    writer.name("headers")
    writer.beginObject()
  }

  public mutating func header(_ name: StaticString, _ value: UnsafeRawBufferPointer) {
    writer.name(name)
    text(value)
  }

  public mutating func header(name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    writer.name(name)
    text(value)
  }

  /// Ends the line and hands its bytes over, with the newline.
  public mutating func end(
    value: UnsafeRawBufferPointer?, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    writer.endObject()
    writer.name("value")
    if let value { writer.raw(value) } else { writer.null() }
    writer.endObject()
    writer.withBytes(body)
  }

  private mutating func text(_ bytes: UnsafeRawBufferPointer?) {
    guard let bytes, String(validating: bytes, as: UTF8.self) != nil else {
      writer.null()
      return
    }
    writer.string(utf8: bytes)
  }
}

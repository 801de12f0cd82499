internal import JSON
internal import Model

/// A value, unframed and parsed.
struct Payload {
  let document: Document
  /// Its schema in a registry, when the value was framed or a header says it.
  let registered: RegisteredName?
}

extension Intake {
  /// Limits, Confluent framing, JSON.
  func decode(_ record: RawRecord) throws(Refusal) -> Payload {
    guard var bytes = record.value else {
      throw Refusal(.nullValue, "The record has no value; a raw topic holds no tombstones.")
    }
    guard bytes.count > 0 else { throw Refusal(.empty, "The value has no bytes.") }
    let bytesMax = limits.document.bytesMax
    guard bytes.count <= bytesMax else {
      throw Refusal(
        .oversize, "The value has \(bytes.count) bytes; the limit is \(bytesMax).")
    }
    let registered = try registeredName(of: record)
    // No JSON document begins with a zero byte, so framing cannot be mistaken.
    let framed = bytes[0] == 0 && bytes.count > 5 ? 5 : 0
    bytes = UnsafeRawBufferPointer(rebasing: bytes[framed...])
    do throws(Fault) {
      return Payload(document: try parser.parse(bytes), registered: registered)
    } catch {
      var refusal = Refusal(.invalidJSON, error.sentence)
      refusal.fault = error.reason.rawValue
      refusal.offset = error.offset + framed
      throw refusal
    }
  }
}

internal import JSON
internal import Model

/// A value, unframed and parsed.
struct Payload {
  let document: Document
  /// The schema id of Confluent's framing, when the value was framed.
  let registeredID: UInt32?
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
    var registeredID: UInt32?
    // No JSON document begins with a zero byte, so framing cannot be mistaken.
    if bytes[0] == 0 {
      guard bytes.count > 5 else {
        throw Refusal(
          .framingInvalid, "The value begins with byte 0 and is too short for a schema id.")
      }
      registeredID = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
      bytes = UnsafeRawBufferPointer(rebasing: bytes[5...])
    }
    do throws(Fault) {
      return Payload(document: try parser.parse(bytes), registeredID: registeredID)
    } catch {
      var refusal = Refusal(.invalidJSON, error.sentence)
      refusal.fault = error.reason.rawValue
      refusal.offset = error.offset + (registeredID == nil ? 0 : 5)
      throw refusal
    }
  }
}

internal import CRdKafka
internal import Glibc

/// The headers of a consumed record in their order, duplicates included, borrowed from its batch.
///
/// Valid while the batch lives. librdkafka parses them on the first look
/// (`rd_kafka_message_headers`) and each step is `rd_kafka_header_get_all`: a record whose
/// headers nobody reads costs nothing.
public struct HeaderList: RandomAccessCollection {
  let raw: OpaquePointer?
  public let count: Int

  init(_ list: OpaquePointer?) {
    raw = list
    count = list.map { rd_kafka_header_cnt($0) } ?? 0
  }

  init(of message: UnsafePointer<rd_kafka_message_t>) {
    var list: OpaquePointer?
    let code = rd_kafka_message_headers(message, &list)
    raw = code == RD_KAFKA_RESP_ERR_NO_ERROR ? list : nil
    count = raw.map { rd_kafka_header_cnt($0) } ?? 0
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(index: Int) -> Header {
    precondition(index >= 0 && index < count, "a header outside of a record's list")
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    let code = rd_kafka_header_get_all(raw, index, &name, &value, &size)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let name else {
      return Header(name: UnsafeRawBufferPointer(start: nil, count: 0), value: nil)
    }
    // Safe because librdkafka terminates the name with NUL and both live as long as the message.
    return Header(
      name: UnsafeRawBufferPointer(start: name, count: strlen(name)),
      value: value.map { UnsafeRawBufferPointer(start: $0, count: size) })
  }

  /// The value of the last header of that name (Kafka: the last one counts), without parsing a
  /// `String` (`rd_kafka_header_get_last`). Nil when there is none or it is null.
  public func last(named name: StaticString) -> UnsafeRawBufferPointer? {
    guard let raw else { return nil }
    var value: UnsafeRawPointer?
    var size = 0
    // Safe because a StaticString's UTF-8 ends with a NUL that its count leaves out.
    let text = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    let code = rd_kafka_header_get_last(raw, text, &value, &size)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let value else { return nil }
    return UnsafeRawBufferPointer(start: value, count: size)
  }
}

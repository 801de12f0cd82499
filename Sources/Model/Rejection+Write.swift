public import JSON

extension Rejection {
  /// Appends this rejection as `rejection/1`.
  public func write(to writer: inout Writer) {
    writer.beginObject()
    writer.name("schema")
    writer.string("rejection/1")
    writer.member("reason", reason)
    writer.member("stage", stage)
    writer.name("sentence")
    writer.bounded(sentence)
    if let schema {
      writer.name("tried")
      writer.bounded(schema)
    }
    if let fault {
      writer.name("fault")
      writer.bounded(fault)
    }
    if let offset {
      writer.name("offset")
      writer.integer(Int64(offset))
    }
    writeViolations(to: &writer)
    writer.name("position")
    writer.beginObject()
    writer.name("topic")
    writer.string(position.topic)
    writer.name("partition")
    writer.integer(Int64(position.partition))
    writer.name("offset")
    writer.integer(position.offset)
    if let timestamp = position.timestamp {
      writer.name("timestamp")
      writer.integer(timestamp)
    }
    writer.endObject()
    writer.name("attempts")
    writer.integer(Int64(attempts))
    writeOriginal(to: &writer)
    writer.endObject()
  }

  private func writeViolations(to writer: inout Writer) {
    guard !violations.isEmpty else { return }
    writer.name("violations")
    writer.beginArray()
    for violation in violations.prefix(Self.violationsMax) {
      writer.beginObject()
      writer.name("instancePointer")
      writer.bounded(violation.instancePointer)
      writer.name("schemaPointer")
      writer.bounded(violation.schemaPointer)
      writer.name("keyword")
      writer.bounded(violation.keyword)
      writer.name("sentence")
      writer.bounded(violation.sentence)
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeOriginal(to writer: inout Writer) {
    writer.name("original")
    writer.beginObject()
    writer.name("key")
    writer.exact(original.key)
    writer.name("value")
    writer.exact(original.value)
    writer.name("headers")
    writer.beginArray()
    for header in original.headers {
      writer.beginObject()
      writer.name("name")
      writer.exact(header.name)
      writer.name("value")
      writer.exact(header.value)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}

extension Writer {
  /// Text cut at `Rejection.textBytesMax` bytes, not within a character.
  fileprivate mutating func bounded(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var end = bytes.count
      if end > Rejection.textBytesMax {
        end = Rejection.textBytesMax
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      }
      string(utf8: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<end]))
    }
  }

  /// Bytes that can be got back exactly: `{"text":…}` when they are UTF-8 and that is no longer
  /// than `{"base64":…}`, or null.
  fileprivate mutating func exact(_ bytes: [UInt8]?) {
    guard let bytes else {
      null()
      return
    }
    beginObject()
    if RejectionBytes.areText(bytes) {
      name("text")
      bytes.withUnsafeBytes { string(utf8: $0) }
    } else {
      name("base64")
      RejectionBytes.base64(bytes).withUnsafeBytes { string(utf8: $0) }
    }
    endObject()
  }
}

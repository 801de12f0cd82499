import JSON
import Testing

@Suite struct WriterCursorTests {
  private func composed(_ room: Int, _ body: (inout WriterCursor) -> Void) -> String {
    var writer = Writer(capacity: 0)
    writer.beginArray()
    writer.null()
    writer.compose(room, body)
    writer.bool(true)
    writer.endArray()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func `stands among other values with its comma`() {
    #expect(composed(2) { $0.literal("{}") } == "[null,{},true]")
  }

  @Test func `a bracket takes the place of the last comma`() {
    let text = composed(64) { out in
      out.literal(#"{"a":{"#)
      for name: StaticString in ["b", "member_of_more_than_sixteen"] {
        out.byte(UInt8(ascii: "\""))
        out.plain(name)
        out.literal(#"":"#)
        out.integer(7)
        out.byte(UInt8(ascii: ","))
      }
      out.close("}")
      out.byte(UInt8(ascii: ","))
      out.close("}")
    }
    #expect(text == #"[null,{"a":{"b":7,"member_of_more_than_sixteen":7}},true]"#)
  }

  @Test func `writes integers as the writer does`() {
    var values: [Int64] = [0, 9, -1, 10, 99, 100, 101, 999, 1000, 65_535, .max, .min]
    var random = Seeded(31)
    for _ in 0..<5_000 {
      values.append(Int64(bitPattern: random.next() >> UInt64(random.below(64))))
    }
    for value in values {
      #expect(composed(20) { $0.integer(value) } == "[null,\(value),true]")
    }
  }

  @Test func `writes strings of every length and with an escape anywhere as the writer does`() {
    for count in 0..<70 {
      for position in -1..<count {
        for escape in [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0, 0x1F, 10] {
          var bytes = (0..<count).map { UInt8(ascii: " ") + UInt8($0 + 3) }
          for index in bytes.indices where bytes[index] == UInt8(ascii: "\\") {
            bytes[index] = 0xC3
          }
          if position >= 0 { bytes[position] = escape }
          var (fast, slow) = (Writer(capacity: 0), Writer(capacity: 0))
          bytes.withUnsafeBytes { bytes in
            fast.compose(count * 6 + 2) { $0.string(bytes) }
            slow.string(utf8: bytes)
          }
          #expect(fast.bytes == slow.bytes)
        }
      }
    }
  }
}

extension Writer {
  /// Bytes beyond what was asked for that may always be written, so that copies go by blocks.
  static let slack = 64

  /// Whether a comma goes before the value now written, as a width: 0 or 1.
  @inline(__always)
  mutating func takeComma() -> Int {
    let comma = needsComma ? 1 : 0
    needsComma = depth > 0
    return comma
  }

  /// Makes room for `room` bytes and the slack, and lets `body` write; it returns how many it
  /// wrote.
  @inline(__always)
  mutating func put(_ room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(room)
    let count = count
    let written = storage.withUnsafeMutableBufferPointer { buffer -> Int in
      // Safe because the buffer is never empty, and `reserve` made it long enough.
      guard let base = buffer.baseAddress else { return 0 }
      return body(base + count)
    }
    self.count = count + written
  }

  @inline(__always)
  mutating func reserve(_ room: Int) {
    if count + room + Self.slack > storage.count { grow(room) }
  }

  @inline(never)
  private mutating func grow(_ room: Int) {
    let wanted = max(storage.count * 2, count + room + Self.slack)
    storage.append(contentsOf: repeatElement(0, count: wanted - storage.count))
  }

  /// Writes a quoted string with the fewest and shortest escapes; returns the bytes written.
  @inline(__always)
  static func quote(
    _ bytes: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    out[0] = UInt8(ascii: "\"")
    var at = 1 + bytes.count
    // Safe because bytes are a trivial type, so the memory may be read as them.
    if let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      !PlainBytes.copy(base, bytes.count, into: out + 1)
    {
      at = 1 + escaped(bytes, into: out + 1)
    }
    out[at] = UInt8(ascii: "\"")
    return at + 1
  }

  @inline(never)
  private static func escaped(
    _ bytes: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var at = 0
    for byte in bytes {
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        out[at] = byte
        at &+= 1
      } else {
        at &+= escape(byte, into: out + at)
      }
    }
    return at
  }

  private static func escape(_ byte: UInt8, into out: UnsafeMutablePointer<UInt8>) -> Int {
    out[0] = UInt8(ascii: "\\")
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): out[1] = byte
    case 8: out[1] = UInt8(ascii: "b")
    case 9: out[1] = UInt8(ascii: "t")
    case 10: out[1] = UInt8(ascii: "n")
    case 12: out[1] = UInt8(ascii: "f")
    case 13: out[1] = UInt8(ascii: "r")
    default:
      let low = byte & 0xF
      out[1] = UInt8(ascii: "u")
      out[2] = UInt8(ascii: "0")
      out[3] = UInt8(ascii: "0")
      out[4] = UInt8(ascii: "0") + byte >> 4
      out[5] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
      return 6
    }
    return 2
  }
}

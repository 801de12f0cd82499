import Glibc

extension Parser {
  /// The second stage: walks the structural indexes, checks the grammar and writes the tape.
  ///
  /// What it throws says only "not this way": the first fault is named from the bytes by
  /// `Diagnosis`,
  /// except duplicates, which only this stage sees.
  func walk(_ indexes: UnsafePointer<UInt32>, _ indexCount: Int, _ length: Int) throws(Fault) {
    var walk = Walk(
      bytes: bytes, length: length, next: indexes, last: indexes + indexCount, tape: tape,
      open: open, depthMax: depthMax, acceptsNul: limits.acceptsNul,
      backslash: Walk.firstBackslash(bytes, from: 0, to: length))
    try walk.document(&names)
  }
}

/// The state of one second stage, in registers as far as possible.
struct Walk {
  let bytes: UnsafePointer<UInt8>
  let length: Int
  /// The next structural index to read.
  var next: UnsafePointer<UInt32>
  /// The text's length, which stands after the indexes.
  let last: UnsafePointer<UInt32>
  let tape: UnsafeMutablePointer<Node>
  let open: UnsafeMutablePointer<UInt32>
  let depthMax: Int
  let acceptsNul: Bool
  /// The next node to write.
  var end = 0
  var depth = 0
  /// The first backslash that no string read so far holds; the length when there is none.
  var backslash: Int

  /// Why the walk stopped; the position is where it stood.
  var fault: Fault { Fault(reason: .unexpectedByte, offset: Int(min(next, last).pointee)) }

  /// The container that is open innermost: its node, whether it is an object, and what it holds so
  /// far. Kept here, not on the tape, while it is innermost.
  var container = 0
  var isObject = false
  var count: UInt32 = 0

  // Safe because simdjson gives offsets below `length` and then `length` itself; `next`
  // passes `last` by at most one read, since the zero byte of the padding there matches
  // nothing; the tape has a node for every index; the stack has a place for every depth.
  @inline(__always)
  mutating func document(_ names: inout NameSet) throws(Fault) {
    while true {
      if try value() { continue }
      // A finished value: what follows it closes its container, or leads to the next value.
      while true {
        if depth == 0 {
          guard next == last else { throw fault }
          return
        }
        let byte = bytes[Int(next[0])]
        if byte == UInt8(ascii: ",") {
          next += 1
          if isObject { try name() }
          break
        }
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw fault }
        try close(&names)
      }
    }
  }

  /// Reads one value; true when it opened a container whose first child comes next.
  @inline(__always)
  private mutating func value() throws(Fault) -> Bool {
    let at = Int(next[0])
    count &+= 1
    let byte = bytes[at]
    if byte == UInt8(ascii: "\"") {
      try string(at, nextAfter: 1)
      return false
    }
    switch byte {
    case UInt8(ascii: "{"):
      try begin(at, .object)
      if bytes[Int(next[0])] == UInt8(ascii: "}") { return false }
      try name()
      return true
    case UInt8(ascii: "["):
      try begin(at, .array)
      return bytes[Int(next[0])] != UInt8(ascii: "]")
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): try literal(at)
    default: try number(at)
    }
    return false
  }

  @inline(__always)
  private mutating func begin(_ at: Int, _ kind: Value.Kind) throws(Fault) {
    guard depth < depthMax else { throw fault }
    if depth > 0 { tape[container].length = count }
    container = end
    open[depth] = UInt32(truncatingIfNeeded: end)
    depth &+= 1
    isObject = kind == .object
    count = 0
    push(at, 0, kind, 0)
    next += 1
  }

  @inline(__always)
  private mutating func close(_ names: inout NameSet) throws(Fault) {
    push(Int(next[0]), 1, .null, 0)
    next += 1
    tape[container].length = count
    tape[container].next = UInt32(truncatingIfNeeded: end)
    if isObject, count > 1,
      let offset = names.duplicate(of: container, bytes: bytes, tape: tape, end: end &- 1)
    {
      throw Fault(reason: .duplicateMember, offset: offset)
    }
    depth &-= 1
    guard depth > 0 else { return }
    let inner = container
    container = Int(open[depth &- 1])
    isObject = tape[container].kind == .object
    count = tape[container].length
    // A name leads to the name after it, over the whole value.
    if isObject { tape[inner &- 1].next = UInt32(truncatingIfNeeded: end) }
  }

  /// Reads a name and its colon. It leads to the node after the next one: right for any value of
  /// one node, and put right by `close` for others.
  @inline(__always)
  private mutating func name() throws(Fault) {
    let at = Int(next[0])
    guard bytes[at] == UInt8(ascii: "\"") else { throw fault }
    try string(at, nextAfter: 2)
    guard bytes[Int(next[0])] == UInt8(ascii: ":") else { throw fault }
    next += 1
  }

  /// A string ends at the last byte before the next index that is not a space: whatever else
  /// followed the closing quote would have an index of its own.
  @inline(__always)
  private mutating func string(_ at: Int, nextAfter: Int) throws(Fault) {
    var close = Int(next[1]) &- 1
    if bytes[close] != UInt8(ascii: "\"") {
      while close > at, Token.isSpace(bytes[close]) { close &-= 1 }
      guard bytes[close] == UInt8(ascii: "\"") else { throw fault }
    }
    guard close > at else { throw fault }
    var flags: UInt8 = 0
    if backslash < close {
      let found = Self.escapes(
        bytes, from: at, to: close, length, acceptsNul: acceptsNul, &backslash)
      guard let found else { throw fault }
      flags = found
    }
    push(at, close &- at &- 1, .string, flags, nextAfter)
    next += 1
  }

  @inline(__always)
  private mutating func number(_ at: Int) throws(Fault) {
    // Most numbers are a few digits up to the next index.
    let width = Int(next[1]) &- at
    if width <= 8, Token.isInteger(bytes + at, width) {
      push(at, width, .number, 0)
    } else {
      guard let (stop, flags) = Self.longNumber(bytes, at), ends(stop) else { throw fault }
      push(at, stop &- at, .number, flags)
    }
    next += 1
  }

  @inline(never)
  private static func longNumber(
    _ bytes: UnsafePointer<UInt8>, _ at: Int
  ) -> (end: Int, flags: UInt8)? {
    guard let (stop, flags) = Token.number(bytes, from: at) else { return nil }
    if flags != 0, flags & Node.hasExponent != 0 || stop - at > 300,
      Token.isBeyondRange(bytes, from: at, to: stop)
    {
      return nil
    }
    return (stop, flags)
  }

  @inline(__always)
  private mutating func literal(_ at: Int) throws(Fault) {
    guard let stop = Token.literal(bytes, from: at), ends(stop) else { throw fault }
    let isNull = bytes[at] == UInt8(ascii: "n")
    push(
      at, stop &- at, isNull ? .null : .boolean,
      bytes[at] == UInt8(ascii: "t") ? Node.isTrue : 0)
    next += 1
  }

  /// Whether a scalar ends here: at a space, or at the next index, be that the end of the text.
  @inline(__always)
  private func ends(_ stop: Int) -> Bool {
    Int(next[1]) == stop || Token.isSpace(bytes[stop])
  }

  @inline(__always)
  private mutating func push(
    _ at: Int, _ length: Int, _ kind: Value.Kind, _ flags: UInt8, _ nextAfter: Int = 1
  ) {
    (tape + end).initialize(
      offset: UInt32(truncatingIfNeeded: at), length: UInt32(truncatingIfNeeded: length),
      next: UInt32(truncatingIfNeeded: end &+ nextAfter), kind: kind, flags: flags)
    end &+= 1
  }

  /// The flags of a string, and the first backslash behind it; nil when an escape is not sound.
  @inline(never)
  private static func escapes(
    _ bytes: UnsafePointer<UInt8>, from at: Int, to close: Int, _ length: Int, acceptsNul: Bool,
    _ backslash: inout Int
  ) -> UInt8? {
    // One before the string stands where no string is, and is a fault that others find.
    if firstBackslash(bytes, from: at, to: close) == close {
      backslash = firstBackslash(bytes, from: close, to: length)
      return 0
    }
    guard Escape.areSound(bytes, from: at &+ 1, to: close, acceptsNul: acceptsNul) else {
      return nil
    }
    backslash = firstBackslash(bytes, from: close, to: length)
    return Node.hasEscapes
  }

  @inline(never)
  static func firstBackslash(
    _ bytes: UnsafePointer<UInt8>, from at: Int, to end: Int
  ) -> Int {
    guard let found = memchr(bytes + at, 0x5C, end - at) else { return end }
    return UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
  }
}

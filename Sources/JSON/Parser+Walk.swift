import Glibc

extension Parser {
  /// The second stage: walks the structural indexes, checks the grammar and writes the tape.
  ///
  /// What it throws says only "not this way": the first fault is named from the bytes by `Diagnosis`,
  /// except duplicates, which only this stage sees.
  func walk(_ indexes: UnsafePointer<UInt32>, _ indexCount: Int, _ length: Int) throws(Fault) {
    var walk = Walk(
      bytes: bytes, length: length, indexes: indexes, indexCount: indexCount, tape: tape,
      open: open, depthMax: depthMax)
    try walk.document(&names)
  }
}

/// The state of one second stage, in registers as far as possible.
struct Walk {
  let bytes: UnsafePointer<UInt8>
  let length: Int
  let indexes: UnsafePointer<UInt32>
  let indexCount: Int
  let tape: UnsafeMutablePointer<Node>
  let open: UnsafeMutablePointer<UInt32>
  let depthMax: Int
  /// The next structural index to read.
  var next = 0
  /// The next node to write.
  var end = 0
  var depth = 0
  /// The first backslash at or after the last string; the length when there is none.
  var backslash = -1

  /// Why the walk stopped; the position is where it stood.
  var fault: Fault { Fault(reason: .unexpectedByte, offset: Int(indexes[min(next, indexCount)])) }

  // Safe because simdjson gives `indexCount` offsets below `length` and then `length` itself; `next`
  // passes `indexCount` by at most one read, since the zero byte of the padding there matches
  // nothing; the tape has a node for every index; the stack has a place for every depth.
  mutating func document(_ names: inout NameSet) throws(Fault) {
    while true {
      var isOpen = try value()
      // An opened container goes on with its first child; a finished value with what follows it.
      while !isOpen {
        if depth == 0 {
          guard next == indexCount else { throw fault }
          return
        }
        let container = Int(open[depth &- 1])
        let isObject = tape[container].kind == .object
        let byte = bytes[Int(indexes[next])]
        if byte == UInt8(ascii: ",") {
          next &+= 1
          if isObject { try name() }
          isOpen = true
        } else if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          try close(container, isObject, &names)
        } else {
          throw fault
        }
      }
    }
  }

  /// Reads one value; true when it opened a container whose first child comes next.
  @inline(__always)
  private mutating func value() throws(Fault) -> Bool {
    let at = Int(indexes[next])
    if depth > 0 { tape[Int(open[depth &- 1])].length &+= 1 }
    switch bytes[at] {
    case UInt8(ascii: "\""):
      let start = end
      try string(at)
      link(start)
      return false
    case UInt8(ascii: "{"): return try begin(at, .object)
    case UInt8(ascii: "["): return try begin(at, .array)
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): try literal(at)
    default: try number(at)
    }
    return false
  }

  @inline(__always)
  private mutating func begin(_ at: Int, _ kind: Value.Kind) throws(Fault) -> Bool {
    guard depth < depthMax else { throw fault }
    open[depth] = UInt32(truncatingIfNeeded: end)
    depth &+= 1
    push(at, 0, kind, 0)
    next &+= 1
    let byte = bytes[Int(indexes[next])]
    if kind == .object {
      if byte == UInt8(ascii: "}") { return false }
      try name()
      return true
    }
    return byte != UInt8(ascii: "]")
  }

  @inline(__always)
  private mutating func close(
    _ container: Int, _ isObject: Bool, _ names: inout NameSet
  ) throws(Fault) {
    push(Int(indexes[next]), 1, .null, 0)
    next &+= 1
    depth &-= 1
    if isObject, tape[container].length > 1,
      let offset = names.duplicate(of: container, bytes: bytes, tape: tape, end: end &- 1)
    {
      throw Fault(reason: .duplicateMember, offset: offset)
    }
    tape[container].next = UInt32(truncatingIfNeeded: end)
    if depth > 0 { link(container) }
  }

  /// A member's name leads to the member after it: called when the value at `start` is complete.
  @inline(__always)
  private func link(_ start: Int) {
    if depth > 0, tape[Int(open[depth &- 1])].kind == .object {
      tape[start &- 1].next = UInt32(truncatingIfNeeded: end)
    }
  }

  @inline(__always)
  private mutating func name() throws(Fault) {
    let at = Int(indexes[next])
    guard bytes[at] == UInt8(ascii: "\"") else { throw fault }
    try string(at)
    guard bytes[Int(indexes[next])] == UInt8(ascii: ":") else { throw fault }
    next &+= 1
  }

  /// A string ends at the last byte before the next index that is not a space: whatever else
  /// followed the closing quote would have an index of its own.
  @inline(__always)
  private mutating func string(_ at: Int) throws(Fault) {
    var close = Int(indexes[next &+ 1]) &- 1
    while close > at, Token.isSpace(bytes[close]) { close &-= 1 }
    guard close > at, bytes[close] == UInt8(ascii: "\"") else { throw fault }
    var flags: UInt8 = 0
    if backslash < at { backslash = firstBackslash(from: at) }
    if backslash < close {
      flags = Node.hasEscapes
      guard Escape.areSound(bytes, from: at &+ 1, to: close) else { throw fault }
    }
    push(at, close &- at &- 1, .string, flags)
    next &+= 1
  }

  @inline(__always)
  private mutating func number(_ at: Int) throws(Fault) {
    guard let (stop, flags) = Token.number(bytes, from: at), ends(stop) else { throw fault }
    if flags != 0, flags & Node.hasExponent != 0 || stop - at > 300,
      Token.isBeyondRange(bytes, from: at, to: stop)
    {
      throw fault
    }
    push(at, stop &- at, .number, flags)
    link(end &- 1)
    next &+= 1
  }

  @inline(__always)
  private mutating func literal(_ at: Int) throws(Fault) {
    guard let stop = Token.literal(bytes, from: at), ends(stop) else { throw fault }
    let isNull = bytes[at] == UInt8(ascii: "n")
    push(
      at, stop &- at, isNull ? .null : .boolean,
      bytes[at] == UInt8(ascii: "t") ? Node.isTrue : 0)
    link(end &- 1)
    next &+= 1
  }

  @inline(__always)
  private func ends(_ stop: Int) -> Bool { Token.isDelimiter(bytes[stop]) || stop == length }

  @inline(__always)
  private mutating func push(_ at: Int, _ length: Int, _ kind: Value.Kind, _ flags: UInt8) {
    tape[end] = Node(
      offset: UInt32(truncatingIfNeeded: at), length: UInt32(truncatingIfNeeded: length),
      next: UInt32(truncatingIfNeeded: end &+ 1), kind: kind, flags: flags)
    end &+= 1
  }

  private func firstBackslash(from at: Int) -> Int {
    guard let found = memchr(bytes + at, 0x5C, length - at) else { return length }
    return UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
  }
}

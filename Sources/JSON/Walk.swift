private import Glibc

/// The second stage: walks the structural indexes, checks the grammar and writes the tape.
///
/// Two pointers move, over the indexes and over the tape; what belongs to the innermost container
/// stands in its node. It only tells that a text is not sound: the first fault is named from the
/// bytes by `Diagnosis`, except duplicates, which only this stage sees.
struct Walk {
  let bytes: UnsafePointer<UInt8>
  let length: Int
  /// The text's length, which stands after the indexes.
  let last: UnsafePointer<UInt32>
  let tape: UnsafeMutablePointer<Node>
  /// For each container that is open, the one around it, counted from one before the tape.
  let open: UnsafeMutablePointer<UInt32>
  let depthMax: Int
  let acceptsNul: Bool
  let names: UnsafeMutablePointer<NameReader>
  let duplicates: UnsafeMutablePointer<NameSet>

  /// The next structural index to read.
  var next: UnsafePointer<UInt32>
  /// The next node to write.
  var node: UnsafeMutablePointer<Node>
  /// The innermost container that is open; outside of all, the node before the tape.
  ///
  /// While it is open, `length` counts what it holds so far, `next` tells objects apart, and
  /// `flags` is set when a name may stand there twice.
  var container: UnsafeMutablePointer<Node>
  var depth = 0
  /// For each number the object of this depth that had the name last.
  var row: UnsafeMutablePointer<UInt32>
  /// The number of the name that stands before the next one.
  var before = 0
  /// Of the string read last.
  var flags: UInt8 = 0
  /// The first backslash that no string read so far holds; the length when there is none.
  var backslash: Int

  /// The first name which an earlier member of its object has too, or −1.
  var duplicate = -1

  /// Why the walk stopped; the position is where it stood.
  var fault: Fault {
    duplicate >= 0
      ? Fault(reason: .duplicateMember, offset: duplicate)
      : Fault(reason: .unexpectedByte, offset: Int(min(next, last).pointee))
  }

  /// What became of a value.
  private enum Reading { case finished, opened, unsound }

  // Safe because simdjson gives offsets below `length` and then `length` itself; `next` passes
  // `last` by at most one read, since the zero byte of the padding there matches nothing; the tape
  // has a node for every index, and two before it; the stack has a place for every depth.
  @inline(__always)
  mutating func document() -> Bool {
    // One place for names and one for values, so that all of the walk is one loop in registers.
    while true {
      if container.pointee.kind == .object, !name() { return false }
      switch value() {
      case .opened: continue
      case .unsound: return false
      case .finished: break
      }
      // A finished value: what follows it closes its container, or leads to the next value.
      while true {
        let byte = bytes[Int(next[0])]
        if byte == UInt8(ascii: ",") {
          guard depth > 0 else { return false }
          next += 1
          break
        }
        if depth == 0 { return next == last }
        let isObject = container.pointee.kind == .object
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")), close() else {
          return false
        }
      }
    }
  }

  /// Reads one value; `opened` when it is a container whose first child comes next.
  @inline(__always)
  private mutating func value() -> Reading {
    let at = Int(next[0])
    container.pointee.length &+= 1
    let byte = bytes[at]
    if byte == UInt8(ascii: "\"") {
      let count = string(at)
      guard count >= 0 else { return .unsound }
      push(at, count, .string, flags)
      next += 1
      return .finished
    }
    switch byte {
    case UInt8(ascii: "{"):
      names.pointee.object &+= 1
      if before < names.pointee.stride { before &+= names.pointee.stride }
      guard begin(at, .object, names.pointee.object) else { return .unsound }
      return bytes[Int(next[0])] == UInt8(ascii: "}") ? .finished : .opened
    case UInt8(ascii: "["):
      guard begin(at, .array, 0) else { return .unsound }
      return bytes[Int(next[0])] == UInt8(ascii: "]") ? .finished : .opened
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      return literal(at) ? .finished : .unsound
    default: return number(at) ? .finished : .unsound
    }
  }

  @inline(__always)
  private mutating func begin(_ at: Int, _ kind: Value.Kind, _ object: UInt32) -> Bool {
    guard depth < depthMax else { return false }
    open[depth] = UInt32(truncatingIfNeeded: index(of: container) &+ 1)
    depth &+= 1
    container = node
    row = names.pointee.row(depth)
    let isDeep = depth >= NameReader.depthMax
    node.initialize(offset: at, length: 0, kind: kind, flags: isDeep ? 1 : 0, next: object)
    node += 1
    next += 1
    return true
  }

  @inline(__always)
  private mutating func close() -> Bool {
    push(Int(next[0]), 1, .null, 0)
    next += 1
    container.pointee.next = UInt32(truncatingIfNeeded: index(of: node))
    if container.pointee.flags != 0 {
      container.pointee.flags = 0
      duplicate = Self.firstDuplicate(
        duplicates, index(of: container), bytes, tape, index(of: node))
      if duplicate >= 0 { return false }
    }
    let closed = container
    depth &-= 1
    row = names.pointee.row(depth)
    container = tape + (Int(open[depth]) &- 1)
    // What comes next follows the name of what was closed, or of the array that it stood in.
    let named = container.pointee.kind == .object ? closed : container
    before = Int((named - 1).pointee.number)
    return true
  }

  /// Reads a name and its colon.
  @inline(__always)
  private mutating func name() -> Bool {
    let at = Int(next[0])
    guard bytes[at] == UInt8(ascii: "\"") else { return false }
    let count = string(at)
    guard count >= 0 else { return false }
    let start = bytes + (at &+ 1)
    // Safe because `before` is the number of a name on the tape.
    let guess = UnsafePointer(names.pointee.expected + before)
    var number = Int(guess.pointee.number)
    if flags != 0 || !guess.matches(start, count) {
      let text = Text(start: start, count: count, hasEscapes: flags != 0)
      number = NameReader.find(text, after: before, names)
    }
    before = number
    // Safe because the row has a place for each number.
    if row[number] == container.pointee.next { container.pointee.flags = 1 }
    row[number] = container.pointee.next
    push(at, count, .string, flags, number)
    guard bytes[Int(next[1])] == UInt8(ascii: ":") else { return false }
    next += 2
    return true
  }

  /// The bytes of a string between its quotes, or −1; sets `flags`.
  ///
  /// It ends at the last byte before the next index that is not a space: whatever else followed the
  /// closing quote would have an index of its own.
  @inline(__always)
  private mutating func string(_ at: Int) -> Int {
    var close = Int(next[1]) &- 1
    if bytes[close] != UInt8(ascii: "\"") { close = Self.quote(bytes, before: close, at) }
    flags = 0
    if backslash < close {
      let found = Self.escapes(bytes, from: at, to: close, length, acceptsNul: acceptsNul)
      guard found.isSound else { return -1 }
      (flags, backslash) = (found.flags, found.backslash)
    }
    return close &- at &- 1
  }

  /// The place of a node on the tape; of the one before it, −1.
  @inline(__always)
  private func index(of node: UnsafeMutablePointer<Node>) -> Int {
    (Int(bitPattern: node) &- Int(bitPattern: tape)) &>> 4
  }

  @inline(__always)
  private mutating func push(
    _ at: Int, _ length: Int, _ kind: Value.Kind, _ flags: UInt8, _ number: Int = 0
  ) {
    node.initialize(offset: at, length: length, kind: kind, flags: flags, number: number)
    node += 1
  }

  @inline(__always)
  private mutating func number(_ at: Int) -> Bool {
    // Most numbers are a few digits up to the next index.
    let width = Int(next[1]) &- at
    if width <= 8, Token.isInteger(bytes + at, width) {
      push(at, width, .number, 0)
    } else {
      guard let (stop, flags) = Self.longNumber(bytes, at), ends(stop) else { return false }
      push(at, stop &- at, .number, flags)
    }
    next += 1
    return true
  }

  @inline(__always)
  private mutating func literal(_ at: Int) -> Bool {
    guard let stop = Token.literal(bytes, from: at), ends(stop) else { return false }
    let isNull = bytes[at] == UInt8(ascii: "n")
    push(
      at, stop &- at, isNull ? .null : .boolean,
      bytes[at] == UInt8(ascii: "t") ? Node.isTrue : 0)
    next += 1
    return true
  }

  /// Whether a scalar ends here: at a space, or at the next index, be that the end of the text.
  @inline(__always)
  private func ends(_ stop: Int) -> Bool {
    Int(next[1]) == stop || Token.isSpace(bytes[stop])
  }
}

/// What is rare. None of it is handed the walk itself, which would have to leave the registers.
extension Walk {
  /// The last quote before `end`, with nothing but spaces between; `at` when there is none.
  @inline(never)
  private static func quote(_ bytes: UnsafePointer<UInt8>, before end: Int, _ at: Int) -> Int {
    var close = end
    while close > at, Token.isSpace(bytes[close]) { close &-= 1 }
    return bytes[close] == UInt8(ascii: "\"") ? close : at
  }

  @inline(never)
  private static func firstDuplicate(
    _ names: UnsafeMutablePointer<NameSet>, _ object: Int, _ bytes: UnsafePointer<UInt8>,
    _ tape: UnsafeMutablePointer<Node>, _ end: Int
  ) -> Int {
    names.pointee.duplicate(of: object, bytes: bytes, tape: tape, end: end &- 1) ?? -1
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

  /// The flags of a string, and the first backslash behind it.
  @inline(never)
  private static func escapes(
    _ bytes: UnsafePointer<UInt8>, from at: Int, to close: Int, _ length: Int,
    acceptsNul: Bool
  ) -> (isSound: Bool, flags: UInt8, backslash: Int) {
    let next = firstBackslash(bytes, from: close, to: length)
    // One before the string stands where no string is, and is a fault that others find.
    if firstBackslash(bytes, from: at, to: close) == close { return (true, 0, next) }
    let isSound = Escape.areSound(bytes, from: at &+ 1, to: close, acceptsNul: acceptsNul)
    return (isSound, Node.hasEscapes, next)
  }

  @inline(never)
  static func firstBackslash(
    _ bytes: UnsafePointer<UInt8>, from at: Int, to end: Int
  ) -> Int {
    guard let found = memchr(bytes + at, 0x5C, end - at) else { return end }
    return UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
  }
}

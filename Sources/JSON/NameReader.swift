/// Finds the numbers of member names while a document is read, and sees whether a name may stand
/// twice in an object.
///
/// What it has learned changes how long reading takes, never what is read. Owned by one parser.
struct NameReader {
  /// A name and its number, in the form in which names are compared.
  struct Guess {
    /// The first eight bytes, and ones where the name has them.
    var first: UInt64 = 0
    var mask: UInt64 = 0
    /// The last eight bytes of a name of more than eight.
    var last: UInt64 = 0
    /// No name has so many bytes.
    var count: UInt32 = .max
    var number: UInt16 = 0

    init() {}

    init(_ name: [UInt8], number: UInt16) {
      count = UInt32(name.count)
      self.number = number
      for (at, byte) in name.prefix(8).enumerated() { first |= UInt64(byte) << UInt64(at * 8) }
      mask = name.isEmpty ? 0 : ByteHash.mask(name.count)
      guard name.count > 8 else { return }
      for (at, byte) in name.suffix(8).enumerated() { last |= UInt64(byte) << UInt64(at * 8) }
    }
  }

  /// Objects nested so deep or deeper are all looked at by `NameSet`.
  static let depthMax = 16

  // Safe because only the parser that made this uses these pointers, and frees them at its end. All
  // fields are trivial, so that reaching one through a pointer counts no reference.

  /// The names by a hash, at most half full; a slot without a name has the number 0.
  private let slots: UnsafeMutablePointer<Guess>
  private let mask: Int
  /// The letters of all names one after another, and where each number's begin.
  private let letters: UnsafeMutablePointer<UInt8>
  private let starts: UnsafeMutablePointer<Int>
  /// For each number the name that came after its member the last time, and then for each number
  /// the first name of the object or objects that it holds.
  let expected: UnsafeMutablePointer<Guess>
  /// For each depth and number the object that had the name last.
  let seen: UnsafeMutablePointer<UInt32>
  let stride: Int
  /// The object opened last, counted over all documents.
  var object: UInt32 = 0

  init(_ vocabulary: Vocabulary) {
    let names = vocabulary.names
    stride = names.count + 1
    var capacity = 4
    while capacity < names.count * 2 { capacity *= 2 }
    mask = capacity - 1
    slots = Self.allocate(capacity, Guess())
    letters = Self.allocate(names.reduce(0) { $0 + $1.count }, 0)
    starts = Self.allocate(stride, 0)
    expected = Self.allocate(stride * 2, Guess())
    seen = Self.allocate(stride * (Self.depthMax + 1), 0)
    var end = 0
    for (at, name) in names.enumerated() {
      let guess = Guess(name, number: UInt16(at + 1))
      starts[at + 1] = end
      for letter in name {
        letters[end] = letter
        end += 1
      }
      var slot = Self.hash(guess.first, guess.last, name.count) & mask
      while slots[slot].number != 0 { slot = (slot + 1) & mask }
      slots[slot] = guess
    }
  }

  private static func allocate<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(count, 1))
    memory.initialize(repeating: value, count: max(count, 1))
    return memory
  }

  func deallocate() {
    slots.deallocate()
    letters.deallocate()
    starts.deallocate()
    expected.deallocate()
    seen.deallocate()
  }

  /// Begins a document; object numbers begin again before they could come twice.
  mutating func begin(nodesMax: Int) {
    guard Int(UInt32.max) - Int(object) <= nodesMax else { return }
    object = 0
    seen.update(repeating: 0, count: stride * (Self.depthMax + 1))
  }

  /// The number of a name that is not the one expected after the name `before`; 0 for a name that
  /// is not known.
  @inline(never)
  static func find(
    _ name: Text, after before: Int, _ reader: UnsafeMutablePointer<NameReader>
  ) -> Int {
    if reader.pointee.stride == 1 { return 0 }
    if name.hasEscapes {
      return name.withDecoded { reader.pointee.number(of: $0.baseAddress, $0.count, before) }
    }
    return reader.pointee.number(of: UnsafeRawPointer(name.start), name.count, before)
  }

  @inline(__always)
  private func number(of name: UnsafeRawPointer?, _ count: Int, _ before: Int) -> Int {
    guard let name else { return 0 }
    let start = name.assumingMemoryBound(to: UInt8.self)
    let first = ByteHash.prefix(start, count)
    let last = count > 8 ? ByteHash.word(start + (count &- 8)).littleEndian : 0
    var at = Self.hash(first, last, count) & mask
    // Safe because the mask keeps `at` within the slots, half of which hold no name; so it ends.
    while true {
      let slot = slots + at
      let number = Int(slot.pointee.number)
      if number == 0 { return 0 }
      if slot.pointee.first == first, slot.pointee.last == last, Int(slot.pointee.count) == count,
        count <= 16 || ByteHash.areEqual(letters + starts[number], start, count)
      {
        if count <= 16 { expected[before] = slot.pointee }
        return number
      }
      at = (at &+ 1) & mask
    }
  }

  private static func hash(_ first: UInt64, _ last: UInt64, _ count: Int) -> Int {
    let mixed =
      (first ^ (last &<< 29 | last &>> 35) ^ UInt64(truncatingIfNeeded: count))
      &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (mixed ^ mixed &>> 29) &>> 32)
  }

  /// The row of `seen` for containers of a depth from 0; those of `depthMax` and more share one.
  @inline(__always)
  func row(_ depth: Int) -> UnsafeMutablePointer<UInt32> {
    // Safe because there is one row more than `depthMax`.
    seen + min(depth, Self.depthMax) &* stride
  }
}

extension UnsafePointer<NameReader.Guess> {
  /// Whether `count` bytes without escapes are this name. Eight bytes are readable at `start`.
  @inline(__always)
  func matches(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    // Safe because the source has padding, and a name of more than eight bytes ends with eight.
    pointee.count == UInt32(truncatingIfNeeded: count)
      && ByteHash.word(start).littleEndian & pointee.mask == pointee.first
      && (count <= 8 || ByteHash.word(start + (count &- 8)).littleEndian == pointee.last)
  }
}

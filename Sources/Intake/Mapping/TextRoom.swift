internal import Model

/// Where the texts of one report are put one after another while it is mapped; then the report
/// takes all of them at once.
///
/// Appending to an array asks each time whether it is shared and long enough, which costs more than
/// copying a short text. Owned by one Intake, which frees it; its memory is used again.
struct TextRoom {
  // Safe because only the owner and the mapping that it runs reach this, one at a time.
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  /// Bytes beyond the texts that may be written, so that a text is copied by whole blocks.
  private static let slack = 16

  init() {
    capacity = 4_096
    base = .allocate(byteCount: capacity + Self.slack, alignment: 16)
  }

  func deallocate() { base.deallocate() }

  mutating func clear() { count = 0 }

  /// Copies a text in and says where it stands.
  @inline(__always)
  mutating func keep(_ text: UnsafeRawBufferPointer) -> Extent {
    guard let from = text.baseAddress, text.count > 0 else { return .none }
    let start = take(text.count)
    (base + start).copyMemory(from: from, byteCount: text.count)
    return Extent(start: start, count: text.count)
  }

  /// The same for a text after which sixteen more bytes may be read: one of a document.
  @inline(__always)
  mutating func keep(padded text: UnsafeRawBufferPointer) -> Extent {
    guard let from = text.baseAddress, text.count > 0 else { return .none }
    let start = take(text.count)
    let to = base + start
    var at = 0
    repeat {
      // Safe because `take` made room for the text and the slack.
      let block = from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      to.storeBytes(of: block, toByteOffset: at, as: SIMD16<UInt8>.self)
      at &+= 16
    } while at < text.count
    return Extent(start: start, count: text.count)
  }

  @inline(__always)
  private mutating func take(_ bytes: Int) -> Int {
    if count &+ bytes > capacity { grow(bytes) }
    defer { count &+= bytes }
    return count
  }

  @inline(never)
  private mutating func grow(_ bytes: Int) {
    let wanted = max(capacity * 2, count + bytes)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: wanted + Self.slack, alignment: 16)
    memory.copyMemory(from: base, byteCount: count)
    base.deallocate()
    (base, capacity) = (memory, wanted)
  }

  /// Everything that was kept.
  func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    body(UnsafeRawBufferPointer(start: base, count: count))
  }
}

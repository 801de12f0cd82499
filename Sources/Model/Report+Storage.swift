extension Report {
  /// Copies text in and says where it stands.
  @inlinable
  public mutating func keep(_ bytes: UnsafeRawBufferPointer) -> Extent {
    guard bytes.count > 0 else { return .none }
    let start = storage.count
    storage.append(contentsOf: bytes)
    return Extent(start: start, count: bytes.count)
  }

  public mutating func keep(_ text: String) -> Extent {
    var text = text
    return text.withUTF8 { keep(UnsafeRawBufferPointer($0)) }
  }

  /// The bytes of an extent, for the length of the call.
  @inlinable @inline(__always)
  public func withText<R>(_ extent: Extent, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[extent.range])) }
  }

  /// For people and tests: allocates.
  public func string(_ extent: Extent) -> String {
    String(decoding: storage[extent.range], as: UTF8.self)
  }

  /// The id that stands in keys and documents: `r-` and 26 characters.
  public var idText: String { "r-\(id)" }

  /// Identity of a report: who said it and that source's own id for it.
  ///
  /// The two are parted by a zero byte, which neither may contain. `scratch` is any buffer the
  /// caller keeps; it grows once.
  public static func identity(
    source: UnsafeRawBufferPointer, sourceReport: UnsafeRawBufferPointer,
    scratch: inout [UInt8]
  ) -> Fingerprint {
    let count = source.count &+ 1 &+ sourceReport.count
    if scratch.count < count {
      scratch.append(contentsOf: repeatElement(0, count: max(2 * count, 256) - scratch.count))
    }
    return scratch.withUnsafeMutableBytes { room in
      let both = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
      both.copyMemory(from: source)
      both[source.count] = 0
      UnsafeMutableRawBufferPointer(rebasing: both[(source.count &+ 1)...])
        .copyMemory(from: sourceReport)
      return Fingerprint(of: UnsafeRawBufferPointer(both))
    }
  }
}

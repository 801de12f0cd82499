/// The W3C `traceparent` of each record of a batch, or nothing: flat, so that none costs a box.
struct Traces {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Longer ones are not passed on: the standard's is 55 bytes.
  private static let bytesMax = 256

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ trace: UnsafeRawBufferPointer?) {
    if let trace, trace.count <= Self.bytesMax { bytes.append(contentsOf: trace) }
    ends.append(bytes.count)
  }

  /// Empty when the record had none.
  subscript(index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}

internal import Model

extension Report {
  /// The bytes of an extent, for the length of the call; specialised in this module.
  @inline(__always)
  func withBytes<R>(of extent: Extent, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[extent.range])) }
  }
}

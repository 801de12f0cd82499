/// A read-only table of trivial entries, addressed by `Int32`, owned by the `Plan` it came from.
struct Table<Element: BitwiseCopyable> {
  // Safe because the plan allocates the memory once, fills it before anyone sees it, never writes
  // to it again and outlives every walk; indexes come from the compiler that filled it.
  let base: UnsafePointer<Element>
  let count: Int

  init(copying elements: [Element]) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(1, elements.count))
    for (index, element) in elements.enumerated() {
      (memory + index).initialize(to: element)
    }
    base = UnsafePointer(memory)
    count = elements.count
  }

  func deallocate() {
    base.deallocate()
  }

  @inline(__always)
  subscript(index: Int32) -> Element {
    assert(index >= 0 && Int(index) < count)
    return base[Int(index)]
  }

  /// The entry in place, so that reading one field copies only that.
  @inline(__always)
  func pointer(to index: Int32) -> UnsafePointer<Element> {
    assert(index >= 0 && Int(index) < count)
    return base + Int(index)
  }
}

extension Table where Element == UInt8 {
  @inline(__always)
  subscript(bytes range: IndexRange) -> UnsafeRawBufferPointer {
    assert(Int(range.start) + Int(range.count) <= count)
    return UnsafeRawBufferPointer(start: base + Int(range.start), count: Int(range.count))
  }
}

extension Value {
  /// The value of the member of this name; nil when absent or when this is no object.
  ///
  /// Cost: a comparison of lengths for each member before it. To read a whole object, iterate
  /// `members` once with a `NameTable`.
  @inlinable
  public subscript(name: StaticString) -> Value? {
    // Safe because a StaticString with a pointer representation lives for ever.
    precondition(name.hasPointerRepresentation, "a member name is longer than one scalar literal")
    return member(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// The value of the member whose decoded name is these bytes.
  @inlinable
  public func member(_ name: UnsafeRawBufferPointer) -> Value? {
    let node = node
    guard node.kind == .object else { return nil }
    let wanted = UInt32(truncatingIfNeeded: name.count)
    // Safe because an empty name compares no byte, so any pointer does.
    let start = name.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? bytes
    let prefix = ByteHash.prefix(start, name.count)
    let mask = ByteHash.mask(name.count)
    var at = index &+ 1
    let end = node.next &- 1
    while at < end {
      let entry = tape[Int(at)]
      // Safe because the source has padding, so eight bytes are readable at any name.
      let here = bytes + (Int(entry.offset) &+ 1)
      if entry.flags & Node.hasEscapes == 0 {
        if entry.length == wanted, ByteHash.word(here).littleEndian & mask == prefix,
          name.count <= 8 || ByteHash.areEqual(here, start, name.count)
        {
          return self.at(at &+ 1)
        }
      } else if string(at: at).equals(name) {
        return self.at(at &+ 1)
      }
      at = tape.nameAfter(at)
    }
    return nil
  }

  /// The element at this position, counted from 0; nil beyond the end or when this is no array.
  /// Cost: the elements before it.
  @inlinable
  public subscript(position position: Int) -> Value? {
    guard node.kind == .array, position >= 0, position < count else { return nil }
    var at = index &+ 1
    for _ in 0..<position { at = tape.after(at) }
    return self.at(at)
  }

  /// The members in source order; none when this is no object.
  @inlinable
  public var members: Members { Members(of: self) }

  /// The elements in order; none when this is no array.
  @inlinable
  public var elements: Elements { Elements(of: self) }
}

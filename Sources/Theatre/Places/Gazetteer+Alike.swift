internal import JSON

extension Gazetteer {
  /// A name in another spelling than the gazetteer's.
  public struct Alike: Equatable, Sendable {
    public var match = PlaceMatch.none
    /// Percent, below 100.
    public var likeness: UInt8 = 0
  }

  /// The place whose name sounds the same or differs by a slip of the pen; for what `find` does not
  /// know.
  ///
  /// Words around the name are taken off as in `find`. Two names that differ equally little are
  /// none. A microsecond for a name by sound, some tens for a slip.
  public func findAlike(
    _ name: UnsafeRawBufferPointer, hints: PlaceHints = PlaceHints(),
    folding scratch: inout [UInt8]
  ) -> Alike {
    if name.count > Self.nameBytesMax { return Alike() }
    let count = Folding.fold(name, into: &scratch)
    if count == 0 { return Alike() }
    return scratch.withUnsafeMutableBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer[0..<count])
      let key = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      for slips in [false, true] {
        var bare = BareName(start: 0, end: count)
        repeat {
          let length = write(text, bare, key)
          let bytes = UnsafeRawBufferPointer(rebasing: key[0..<length])
          guard let found = alike(bytes, slips: slips) else { continue }
          return Alike(
            match: resolve(groups[Int(found.group)], bare.kind, hints), likeness: found.likeness)
        } while bare.strip(text)
      }
      return Alike()
    }
  }

  /// The number of the name that a key sounds like or, with `slips`, differs from by slips only.
  public func alike(
    _ key: UnsafeRawBufferPointer, slips: Bool
  ) -> (group: Int32, likeness: UInt8)? {
    guard key.count >= SpellingIndex.soundBytesMin, key.count <= 64 else { return nil }
    // Safe because the form is never longer than the key.
    return withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      let count = Transliteration.write(key, to: buffer)
      guard count >= SpellingIndex.soundBytesMin - 1 else { return nil }
      let form = UnsafeRawBufferPointer(rebasing: buffer[0..<count])
      guard slips else {
        let group = sounds.find(form)
        return group < 0 ? nil : (group, Self.soundLikeness)
      }
      let nearest = spellings.nearest(to: form)
      guard nearest.group >= 0, !nearest.isTied else { return nil }
      return (
        nearest.group, UInt8(max(0, Int(Self.soundLikeness) - nearest.distance * 100 / count))
      )
    }
  }

  private static let soundLikeness: UInt8 = 95
}

internal import JSON
internal import Model

extension Gazetteer {
  /// Finds the place that a name means.
  ///
  /// First the whole name as written, then without articles and words such as “région de”,
  /// “cercle”, “town”, which then say what kind of place is meant. A bare name means the town
  /// before
  /// the cercle and region of its name. What stays ambiguous is answered so, never guessed.
  /// `scratch` is any buffer the caller keeps; it grows once and no allocation follows.
  public func find(
    _ name: UnsafeRawBufferPointer, hints: PlaceHints = PlaceHints(),
    folding scratch: inout [UInt8]
  ) -> PlaceMatch {
    // A name longer than any the gazetteer could have is no name; folding it would only cost.
    if name.count > Self.nameBytesMax { return .none }
    let count = Folding.fold(name, into: &scratch)
    if count == 0 { return .none }
    // Safe because the buffer has twice the name's length and 16 bytes more: the folded name in
    // front, its key without spaces behind it.
    return scratch.withUnsafeMutableBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer[0..<count])
      let key = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      var bare = BareName(start: 0, end: count)
      repeat {
        let group = group(text, bare, key)
        if group >= 0 { return resolve(groups[Int(group)], bare.kind, hints) }
      } while bare.strip(text)
      return .none
    }
  }

  /// Finds the place that a name means; for tools and tests, it allocates.
  public func find(_ name: String, hints: PlaceHints = PlaceHints()) -> PlaceMatch {
    var scratch: [UInt8] = []
    var name = name
    return name.withUTF8 {
      find(UnsafeRawBufferPointer($0), hints: hints, folding: &scratch)
    }
  }

  static let nameBytesMax = 256

  /// The group of a name, or −1. Its key, the name without spaces, is written into `key`.
  @inline(__always)
  func group(
    _ text: UnsafeRawBufferPointer, _ bare: BareName, _ key: UnsafeMutableRawBufferPointer
  ) -> Int32 {
    names.find(UnsafeRawBufferPointer(rebasing: key[0..<write(text, bare, key)]))
  }

  /// Writes the name without spaces and returns its length.
  @inline(__always)
  func write(
    _ text: UnsafeRawBufferPointer, _ bare: BareName, _ key: UnsafeMutableRawBufferPointer
  ) -> Int {
    var count = 0
    for index in bare.start..<bare.end {
      let byte = text[index]
      // Without a branch: a space is written and then overwritten.
      key[count] = byte
      count &+= byte == Folding.space ? 0 : 1
    }
    return count
  }

  /// `within` bounds how far from the hint's point a place may be that the point decides for.
  func resolve(
    _ group: NameGroup, _ kind: PlaceKind, _ hints: PlaceHints, within meters: Int32 = 0
  ) -> PlaceMatch {
    if kind == .any, hints.isEmpty, group.meant >= 0 { return .one(group.meant) }
    var kind = kind
    while true {
      switch choose(group, kind, hints, meters) {
      case .contradicted(let range):
        guard let wider = kind.wider else { return .contradicted(range) }
        kind = wider
      case let match:
        return match
      }
    }
  }

  private func choose(
    _ group: NameGroup, _ kind: PlaceKind, _ hints: PlaceHints, _ meters: Int32
  ) -> PlaceMatch {
    let range = group.start..<group.end
    var meant: Int32 = -1
    for at in range {
      let index = members[Int(at)]
      let frame = frames[Int(index)]
      guard kind.fits(frame.feature), frame.fits(hints) else { continue }
      if meant < 0 || frame.isMeant(index, before: frames[Int(meant)], meant) { meant = index }
    }
    if meant < 0 { return .contradicted(range) }
    let frame = frames[Int(meant)]
    for at in range {
      let index = members[Int(at)]
      let other = frames[Int(index)]
      guard index != meant, kind.fits(other.feature), other.fits(hints) else { continue }
      if !frame.isMeant(meant, before: other, index) { return nearest(range, kind, hints, meters) }
    }
    return .one(meant)
  }

  /// Of several that fit, the one the coordinates point at: within 30 km or its own radius, and
  /// every other at least twice as far.
  private func nearest(
    _ range: Range<Int32>, _ kind: PlaceKind, _ hints: PlaceHints, _ meters: Int32
  ) -> PlaceMatch {
    guard let point = hints.near else { return cluster(range, kind, hints) }
    var best: Int32 = -1
    var bestDistance = Int32.max
    var secondDistance = Int32.max
    for at in range {
      let index = members[Int(at)]
      let frame = frames[Int(index)]
      guard kind.fits(frame.feature), frame.fits(hints), !(kind == .any && frame.feature.isArea)
      else { continue }
      let distance = rows[Int(index)].coordinates.meters(to: point)
      if distance < bestDistance {
        secondDistance = bestDistance
        bestDistance = distance
        best = index
      } else {
        secondDistance = min(secondDistance, distance)
      }
    }
    guard best >= 0, bestDistance <= max(30_000, meters, rows[Int(best)].radius),
      secondDistance / 2 >= bestDistance
    else { return cluster(range, kind, hints) }
    return .one(best)
  }

  /// Several points of one name so near each other that it does not matter which is meant: one
  /// village that a list has twice, its old and its new site.
  private func cluster(
    _ range: Range<Int32>, _ kind: PlaceKind, _ hints: PlaceHints
  ) -> PlaceMatch {
    var first: Int32 = -1
    var reach: Int32 = 0
    for at in range {
      let index = members[Int(at)]
      let frame = frames[Int(index)]
      guard kind.fits(frame.feature), frame.fits(hints) else { continue }
      // Of an area nobody asked for there is always the town, or a village that goes before it.
      if frame.feature.isArea, kind == .any, hasTown(range, before: index, hints) { continue }
      if frame.feature.isArea { return .ambiguous(range) }
      if first < 0 || frame.isMeant(index, before: frames[Int(first)], first) { first = index }
    }
    guard first >= 0 else { return .ambiguous(range) }
    let point = rows[Int(first)].coordinates
    for at in range {
      let index = members[Int(at)]
      let frame = frames[Int(index)]
      guard index != first, kind.fits(frame.feature), frame.fits(hints), !frame.feature.isArea,
        !frames[Int(first)].isMeant(first, before: frame, index)
      else { continue }
      reach = max(reach, rows[Int(index)].coordinates.meters(to: point))
      if reach > Self.clusterMeters { return .ambiguous(range) }
    }
    return .cluster(first, meters: reach)
  }

  private func hasTown(
    _ range: Range<Int32>, before area: Int32, _ hints: PlaceHints
  ) -> Bool {
    range.contains { at in
      let index = members[Int(at)]
      return frames[Int(index)].fits(hints)
        && frames[Int(index)].isMeant(index, before: frames[Int(area)], area)
    }
  }

  private static let clusterMeters: Int32 = 12_000
}

internal import JSON
public import Model

extension Gazetteer {
  /// Turns what a report says about country and units into hints.
  ///
  /// `country` is an ISO code of two or three letters or a name in any spelling the gazetteer has;
  /// units likewise. What is unknown is left out and marked in `hasUnknown`.
  public func hints(
    country: UnsafeRawBufferPointer? = nil, admin1: UnsafeRawBufferPointer? = nil,
    admin2: UnsafeRawBufferPointer? = nil, near: Coordinates? = nil, folding scratch: inout [UInt8]
  ) -> PlaceHints {
    var hints = PlaceHints()
    hints.near = near
    if let country, country.count > 0 {
      let index = unit(country, .country, hints, &scratch)
      if index >= 0 {
        hints.country = frames[Int(index)].country
      } else if let code = Self.code(country) {
        hints.country = code
      } else {
        hints.hasUnknown = true
      }
    }
    if let admin1, admin1.count > 0 {
      hints.region = unit(admin1, .region, hints, &scratch)
      if hints.region < 0 { hints.hasUnknown = true }
    }
    if let admin2, admin2.count > 0 {
      hints.cercle = unit(admin2, .cercle, hints, &scratch)
      if hints.cercle < 0 { hints.hasUnknown = true }
    }
    return hints
  }

  /// The unit of one kind that a name means within the hints so far; −1 when none or several.
  private func unit(
    _ name: UnsafeRawBufferPointer, _ feature: Feature, _ hints: PlaceHints,
    _ scratch: inout [UInt8]
  ) -> Int32 {
    let range: Range<Int32>
    switch find(name, folding: &scratch) {
    case .none: return -1
    case .one(let index), .cluster(let index, _):
      if frames[Int(index)].feature == feature, frames[Int(index)].fits(hints) { return index }
      guard let same = carriers(of: index, name, &scratch) else { return -1 }
      range = same
    case .ambiguous(let candidates), .contradicted(let candidates): range = candidates
    }
    var found: Int32 = -1
    for at in range {
      let index = members[Int(at)]
      let frame = frames[Int(index)]
      guard frame.feature == feature, frame.fits(hints) else { continue }
      if found >= 0 { return -1 }
      found = index
    }
    return found
  }

  /// All places of the name that means `index`: the name itself, as it stands or stripped.
  private func carriers(
    of index: Int32, _ name: UnsafeRawBufferPointer, _ scratch: inout [UInt8]
  ) -> Range<Int32>? {
    let count = Folding.fold(name, into: &scratch)
    return scratch.withUnsafeMutableBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer[0..<count])
      let key = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      var bare = BareName(start: 0, end: count)
      repeat {
        let group = group(text, bare, key)
        if group >= 0 { return groups[Int(group)].start..<groups[Int(group)].end }
      } while bare.strip(text)
      return nil
    }
  }

  private static func code(_ country: UnsafeRawBufferPointer) -> UInt16? {
    guard country.count == 2 else { return nil }
    let first = country[0] & 0xDF
    let second = country[1] & 0xDF
    guard first &- 65 < 26, second &- 65 < 26 else { return nil }
    return UInt16(first) << 8 | UInt16(second)
  }
}

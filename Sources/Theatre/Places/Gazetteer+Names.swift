internal import JSON

/// Names by number, for readers that look at every word of a text: finding one costs some 50 ns.
extension Gazetteer {
  /// The number of a name, folded and without spaces (`Folding`); −1 when no place has it.
  public func name(_ key: UnsafeRawBufferPointer) -> Int32 { names.find(key) }

  /// Whether the name of a natural region may begin with this word, of several.
  public func opensArea(_ word: UnsafeRawBufferPointer) -> Bool { openings.find(word) >= 0 }

  /// The places that carry a name, in the order of the file.
  public func carriers(of name: Int32) -> ArraySlice<Int32> {
    let group = groups[Int(name)]
    return members[Int(group.start)..<Int(group.end)]
  }

  /// The place that a name means; `within` bounds how far from the hints' point a place may be that
  /// the point decides for.
  public func resolve(
    _ name: Int32, as kind: PlaceKind, _ hints: PlaceHints, within meters: Int32 = 0
  ) -> PlaceMatch {
    resolve(groups[Int(name)], kind, hints, within: meters)
  }

  /// All that carry a name, as what they may mean.
  public func ambiguity(of name: Int32) -> PlaceMatch {
    .ambiguous(groups[Int(name)].start..<groups[Int(name)].end)
  }

  /// Whether the theatre knows a name well: one of the pack's own places, a town, or an area.
  public func isKnown(_ name: Int32) -> Bool {
    carriers(of: name).contains {
      let frame = frames[Int($0)]
      return frame.isCurated || frame.feature.rank == 0
    }
  }

  /// Whether every place of a name is an area.
  public func isAreaName(_ name: Int32) -> Bool {
    carriers(of: name).allSatisfy { frames[Int($0)].feature.isArea }
  }

  /// Whether one of the places of a name is an area.
  public func hasArea(_ name: Int32) -> Bool {
    carriers(of: name).contains { frames[Int($0)].feature.isArea }
  }

  /// The country of a place as hints have it; 0 when it lies in several.
  public func country(of place: Int32) -> UInt16 { frames[Int(place)].country }
}

internal import JSON
public import Model

/// The places of a theatre, found by name or by nearness.
///
/// Frozen at load; a class, so that handing it on costs one count and not ten. Names are found
/// folded and without spaces (`Folding`); finding one costs about
/// 0.1 µs and allocates nothing beyond the caller's scratch buffer.
public final class Gazetteer: Sendable {
  /// In the order of the file; every index in this type is into it.
  public let rows: [PlaceRow]
  /// The texts of all rows.
  public let text: [UInt8]

  let ids: NameTable
  let names: NameTable
  let sounds: NameTable
  let groups: [NameGroup]
  let members: [Int32]
  let frames: [PlaceFrame]
  let grid: PlaceGrid
  let spellings: SpellingIndex
  /// The small words that names of natural regions begin with: “nord du Mali”, “trois frontières”.
  let openings: NameTable

  /// `formerly` pairs an area with the one its ground was part of in older lists; `home` is the
  /// theatre's own country.
  init(_ draft: GazetteerDraft, formerly: [(area: Int32, was: Int32)], home: String = "") {
    rows = draft.rows
    text = draft.text
    let frames = PlaceFrame.frames(of: draft, formerly: formerly, home: home)
    self.frames = frames
    ids = NameTable(
      draft.rows.enumerated().map { (Array(draft.text[$0.element.id.range]), Int32($0.offset)) })
    let index = NameIndex(draft, frames: frames)
    names = index.names
    sounds = index.sounds
    groups = index.groups
    members = index.members
    grid = PlaceGrid(places: draft.rows)
    spellings = SpellingIndex(keys: index.keys)
    openings = Self.openings(draft)
  }

  private static func openings(_ draft: GazetteerDraft) -> NameTable {
    let places = PlaceList(rows: draft.rows, text: draft.text)
    var words: [String] = []
    for index in draft.rows.indices where draft.rows[index].feature == .naturalRegion {
      for name in [places[index].name] + places[index].aliases {
        let parts = Folding.folded(name).split(separator: " ")
        guard parts.count > 1, let first = parts.first, first.utf8.count > 2 else { continue }
        if !words.contains(String(first)) { words.append(String(first)) }
      }
    }
    return NameTable(words)
  }

  /// The same places as strings.
  public var places: PlaceList { PlaceList(rows: rows, text: text) }

  /// The place with this id, or −1.
  public func place(id: UnsafeRawBufferPointer) -> Int32 { ids.find(id) }

  /// The place with this id, or −1.
  public func place(id: String) -> Int32 {
    var id = id
    return id.withUTF8 { ids.find(UnsafeRawBufferPointer($0)) }
  }

  /// The places that carry an ambiguous or contradicted name, in the order of the file.
  public func candidates(_ range: Range<Int32>) -> ArraySlice<Int32> {
    members[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// The settlement nearest to a point, not farther than `meters`; −1 when there is none.
  public func nearest(to point: Coordinates, withinMeters meters: Int32) -> Int32 {
    grid.nearest(to: point, within: meters, rows)
  }

  /// The same of the settlements of other countries than this one, whose two letters `code` packs;
  /// places that lie in several countries are none of them.
  public func nearest(
    to point: Coordinates, withinMeters meters: Int32, outside code: UInt16
  ) -> Int32 {
    grid.nearest(to: point, within: meters, rows) {
      let other = frames[Int($0)].country
      return other != 0 && other != code
    }
  }

  /// The country with these two letters as a place, or −1; asked once for an alert at most.
  public func country(code: UInt16) -> Int32 {
    Int32(frames.firstIndex { $0.feature == .country && $0.country == code } ?? -1)
  }

  /// Index of the first-level unit a place lies in or is; −1 when it is not known.
  public func region(of place: Int32) -> Int32 { frames[Int(place)].region }

  /// Index of the second-level unit a place lies in or is; −1 when it is not known.
  public func cercle(of place: Int32) -> Int32 { frames[Int(place)].cercle }
}

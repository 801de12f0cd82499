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

  /// `formerly` pairs an area with the one its ground was part of in older lists.
  init(_ draft: GazetteerDraft, formerly: [(area: Int32, was: Int32)]) {
    rows = draft.rows
    text = draft.text
    let frames = PlaceFrame.frames(of: draft, formerly: formerly)
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

  /// Index of the first-level unit a place lies in or is; −1 when it is not known.
  public func region(of place: Int32) -> Int32 { frames[Int(place)].region }

  /// Index of the second-level unit a place lies in or is; −1 when it is not known.
  public func cercle(of place: Int32) -> Int32 { frames[Int(place)].cercle }
}

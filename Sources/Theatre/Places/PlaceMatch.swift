public import Model

/// What the gazetteer makes of a name.
public enum PlaceMatch: Equatable, Sendable {
  /// Nothing has this name.
  case none
  /// One place, by index.
  case one(Int32)
  /// Several of one name that lie within so many metres of the one with this index: told as one.
  case cluster(Int32, meters: Int32)
  /// Several, and the hints do not decide: all that carry the name, see `Gazetteer.candidates`.
  case ambiguous(Range<Int32>)
  /// The name is known, but only for places outside what the hints or words such as “région de”
  /// say.
  case contradicted(Range<Int32>)
}

/// What else a report says about where a named place is.
///
/// Made by `Gazetteer.hints`; the empty hints fit every place.
public struct PlaceHints: Sendable, Equatable {
  /// Two ASCII letters in one word; 0 when unknown.
  public var country: UInt16 = 0
  /// Index of a first-level unit, of a second-level unit; −1 when unknown.
  public var region: Int32 = -1
  public var cercle: Int32 = -1
  /// Decides between places of one name when it is close to one of them.
  public var near: Coordinates?
  /// A hint was given that the gazetteer does not know, and it was left out.
  public var hasUnknown = false

  public init() {}

  var isEmpty: Bool { country == 0 && region < 0 && cercle < 0 && near == nil }
}

extension PlaceMatch {
  /// The index of the one place that is meant, or −1.
  public var index: Int32 {
    switch self {
    case .one(let index), .cluster(let index, _): index
    default: -1
    }
  }
}

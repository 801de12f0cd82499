public import Theatre

/// What part a place has in what a text tells.
public enum PlaceRole: UInt8, CaseIterable, Sendable {
  /// It happened there; near there; somewhere in that area.
  case site, near, area
  /// Named, and nothing says what for.
  case named
  /// Somebody or something of that place: its mayor, its people.
  case affiliation
  /// Where a journey began, or was to end.
  case origin, destination
  /// Where the wounded were brought, where somebody spoke, where the news was written.
  case evacuation, speaker, byline
  /// Says where another place is: “Koumaga (cercle de Djenné)”.
  case hint

  /// How well such a place stands for where it happened; see `PlaceReader.choose`.
  var weight: Int32 {
    switch self {
    case .site: 90
    case .near: 84
    case .area: 44
    case .named: 50
    case .affiliation: 45
    case .destination: 30
    case .origin: 20
    case .evacuation: 10
    case .speaker: 8
    case .byline: 5
    case .hint: 12
    }
  }
}

/// How a place is given by others.
public enum PlaceRelation: Equatable, Sendable {
  case at
  case near
  /// Metres from the anchor, in a sixteenth of the circle clockwise from north, or anywhere.
  case distance(meters: Int32, direction: Int8?)
  /// In some direction of the anchor, nobody says how far.
  case toward(direction: Int8)
  /// On the way between two anchors.
  case between
}

/// A place that a text names.
public struct PlaceFind: Sendable {
  /// Its words, the ones around it included, in bytes of the text.
  public var range: Range<Int>
  /// The name alone.
  public var nameRange: Range<Int>
  public var role = PlaceRole.named
  public var relation = PlaceRelation.at
  public var match = PlaceMatch.none
  /// The other end of a line.
  public var other: Int32 = -1
  /// Percent; below 100 the spelling differs from the gazetteer's.
  public var likeness: UInt8 = 100
  public var weight: Int32 = 0
  var first: Int
  var last: Int
  /// The position of the find that this one says where it is, or −1.
  var hintOf = -1
  /// Follows another in a list: “à Gao, Ansongo et Bourem”.
  var isListed = false
  var kind = PlaceKind.any
  var group: Int32 = -1
  var cueWord: PlaceWords.Cue?
  /// The first of the words before the name that belong to it.
  var cueFirst: Int
  /// “de” or an article stands before the name.
  var isJoined = false
  /// “Katiba Macina”, “opération Koufra”: a name of something else.
  var isName = false
  /// “Gao-Bourem road”.
  var isRoad = false
  var hasSuffix = false

  init(range: Range<Int>, first: Int, last: Int, group: Int32, likeness: UInt8 = 100) {
    self.range = range
    nameRange = range
    self.first = first
    self.last = last
    self.group = group
    self.likeness = likeness
    cueFirst = first
  }

  var hasCue: Bool { cueWord != nil }
}

/// What a text says about where it happened.
public struct PlaceVerdict: Equatable, Sendable {
  public enum Kind: Sendable {
    /// Nothing is named.
    case nothing
    /// `find` is where it happened.
    case found
    /// Several places may be meant: those of `find`, or several finds.
    case ambiguous
    /// A place is named that the gazetteer does not know; `find` is the area it lies in, or −1.
    case unknown
  }

  public var kind = Kind.nothing
  /// Into `PlaceReading.finds`, or −1.
  public var find = -1
  /// The text's name of an unknown place.
  public var unknown: Range<Int>?
}

internal import JSON

/// Words around a name that say what kind of place is meant, or nothing at all.
enum Qualifier: Int32 {
  /// Articles and prepositions.
  case filler
  case region, cercle, commune, settlement
  /// “north of”, “southern”: some part of an area.
  case part
  /// “camp”, “airport”: something at a settlement that the gazetteer does not have by itself.
  case installation

  /// Words before a name.
  static let leading = table([
    (
      .filler,
      "le la les l the de du d des of in at a au aux en dans rural rurale urbaine militaire"
    ),
    (.region, "region regions"),
    (.cercle, "cercle province departement department district prefecture"),
    (.commune, "commune municipality municipalite"),
    (.settlement, "ville village town city localite hameau"),
    (.part, "nord sud est ouest north south east west northern southern eastern western"),
    (.part, "central centre"),
    (.installation, "camp base aeroport airport poste"),
  ])

  /// Words after a name.
  static let trailing = table([
    (.region, "region"),
    (.cercle, "cercle province department departement district"),
    (.commune, "commune municipality"),
    (.settlement, "town city village ville"),
    (.part, "area zone nord sud est ouest"),
    (.installation, "camp base airport aeroport"),
  ])

  private static func table(_ lists: [(Qualifier, String)]) -> NameTable {
    NameTable(
      lists.flatMap { list in
        list.1.split(separator: " ").map { (name: Array($0.utf8), value: list.0.rawValue) }
      })
  }
}

/// A folded name without the words around it, and what they said.
struct BareName {
  var start: Int
  var end: Int
  var kind: PlaceKind = .any

  /// Takes one word off the beginning or the end; false when there is none to take.
  mutating func strip(_ text: UnsafeRawBufferPointer) -> Bool {
    var cut = start
    while cut < end, text[cut] != Folding.space { cut &+= 1 }
    if cut < end, take(Qualifier.leading, UnsafeRawBufferPointer(rebasing: text[start..<cut])) {
      start = cut &+ 1
      return true
    }
    cut = end
    while cut > start, text[cut &- 1] != Folding.space { cut &-= 1 }
    if cut > start, take(Qualifier.trailing, UnsafeRawBufferPointer(rebasing: text[cut..<end])) {
      end = cut &- 1
      return true
    }
    return false
  }

  private mutating func take(_ table: NameTable, _ word: UnsafeRawBufferPointer) -> Bool {
    guard let qualifier = Qualifier(rawValue: table.find(word)) else { return false }
    // The word nearest to the name was taken last, and decides: “ville de la région de Mopti”.
    switch qualifier {
    case .filler, .installation: break
    case .region: kind = .region
    case .cercle: kind = .cercle
    case .commune: kind = .commune
    case .settlement: kind = .settlement
    case .part: if kind == .any { kind = .area }
    }
    return true
  }
}

/// The kinds of place that the words around a name allow.
public enum PlaceKind: Sendable {
  case any, region, cercle, commune, settlement, area

  public func fits(_ feature: Feature) -> Bool {
    switch self {
    case .any: true
    case .region: feature == .region || feature == .naturalRegion
    case .cercle: feature == .cercle
    case .commune: feature == .commune
    case .settlement: feature.isSettlement
    case .area: feature.isArea
    }
  }

  /// What to try when nothing fits: “Koro region” is said of the cercle.
  var wider: PlaceKind? {
    switch self {
    case .region: .cercle
    case .cercle: .area
    // Of a commune people name the town or village.
    case .commune: .settlement
    default: nil
    }
  }
}

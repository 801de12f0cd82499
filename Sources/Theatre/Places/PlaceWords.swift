internal import JSON

/// The words around places, by which the places in a sentence are read: `place-words.yaml`.
///
/// Keys are folded and without spaces (`Folding`), as the readers have them.
public struct PlaceWords: Sendable {
  /// What the words directly before a name say, articles and “de” left out.
  public enum Cue: Int32, CaseIterable, Sendable {
    /// It happened there.
    case settlement, site, installation, happening
    /// Near there, or on the way.
    case near, between, road
    /// Somebody or something of that place; the ends of a journey; where the wounded were brought.
    case affiliation, origin, destination, evacuation
    /// A unit.
    case region, cercle, commune
    /// The name of something that is no place: “Katiba Macina”, “opération Koufra”.
    case name
  }

  /// Plain lists of words.
  public enum List: Int, CaseIterable, Sendable {
    case joiners, appositions, connectives, ands, speaking, removals, clauses, happenings, fillers,
      common, agencies
    /// Of distances.
    case about, links, from, to, of
  }

  /// Words with a number.
  public enum Number: Int, CaseIterable, Sendable {
    case directions, units, numbers
  }

  private let cues: NameTable
  private let suffixes: NameTable
  private let lists: [NameTable]
  private let values: [NameTable]

  /// Without the file nothing is read from a sentence.
  public var isEmpty: Bool { cues.count == 0 }

  init(
    cues: [(name: [UInt8], value: Int32)] = [], suffixes: [(name: [UInt8], value: Int32)] = [],
    lists: [[(name: [UInt8], value: Int32)]] = [], values: [[(name: [UInt8], value: Int32)]] = []
  ) {
    self.cues = NameTable(cues)
    self.suffixes = NameTable(suffixes)
    self.lists = List.allCases.map {
      NameTable($0.rawValue < lists.count ? lists[$0.rawValue] : [])
    }
    self.values = Number.allCases.map {
      NameTable($0.rawValue < values.count ? values[$0.rawValue] : [])
    }
  }

  public func cue(before key: UnsafeRawBufferPointer) -> Cue? { Cue(rawValue: cues.find(key)) }

  /// What the word behind a name says: “Gao region”, “Kidal airport”.
  public func cue(behind key: UnsafeRawBufferPointer) -> Cue? {
    Cue(rawValue: suffixes.find(key))
  }

  public func has(_ list: List, _ key: UnsafeRawBufferPointer) -> Bool {
    lists[list.rawValue].find(key) >= 0
  }

  /// Sixteenths of the circle clockwise from north, metres, or a count; −1 when the word has none.
  public func value(_ number: Number, _ key: UnsafeRawBufferPointer) -> Int32 {
    values[number.rawValue].find(key)
  }
}

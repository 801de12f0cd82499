public import Theatre

/// What a reader found in one text, with its buffers; reused from text to text.
public struct PlaceReading: Sendable {
  /// In the order of the text.
  public internal(set) var finds: [PlaceFind] = []
  public internal(set) var verdict = PlaceVerdict()
  var tokens = PlaceTokens()
  /// The words of a text that came uncut.
  var cut: [Token] = []
  var folded: [UInt8] = []
  var input = PlaceInput()
  /// A place is named that the gazetteer does not know: its words, and how surely it is a place.
  var unknowns: [(first: Int, last: Int, weight: Int32)] = []

  public init() {}
}

/// What is known before a text is read.
public struct PlaceInput: Sendable {
  /// A text that is a place and nothing else: “45 km de Douentza”. No words around it are needed.
  public var isPlaceAlone = false
  public var hints = PlaceHints()

  public init() {}
}

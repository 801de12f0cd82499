internal import Model
public import Theatre

/// Finds the places that a sentence names, and which of them is where it happened.
///
/// A scanner over the folded words against the gazetteer's names, the longest first, and the words
/// around each name: “à”, “village de”, “près de”, “en provenance de”. No model, and no guess:
/// what two places may mean is told as ambiguous, what the gazetteer lacks as unknown.
/// About 5 µs for two lines of text; no allocation once the buffers have grown.
public struct PlaceReader: Sendable {
  let gazetteer: Gazetteer
  let words: PlaceWords

  public init(_ theatre: Theatre) { self.init(theatre.gazetteer, theatre.placeWords) }

  init(_ gazetteer: Gazetteer, _ words: PlaceWords) {
    self.gazetteer = gazetteer
    self.words = words
  }

  static let findsMax = 32
  static let nameWordsMax = 6

  /// Cuts a text into words and reads it.
  public func read(
    _ text: UnsafeRawBufferPointer, _ input: PlaceInput, into reading: inout PlaceReading
  ) {
    WordScanner.scan(text, tokens: &reading.cut, folded: &reading.folded)
    read(reading.cut, folded: reading.folded, input, into: &reading)
  }

  /// Reads a text that was cut into words; `taken` are the words that mean something else: actors,
  /// dates.
  public func read(
    _ tokens: [Token], folded: [UInt8], taken: [Bool] = [], _ input: PlaceInput,
    into reading: inout PlaceReading
  ) {
    reading.finds.removeAll(keepingCapacity: true)
    reading.unknowns.removeAll(keepingCapacity: true)
    reading.verdict = PlaceVerdict()
    reading.input = input
    reading.tokens.read(tokens, folded, taken: taken)
    scan(&reading)
    relate(&reading)
    resolve(&reading)
    choose(&reading)
  }
}

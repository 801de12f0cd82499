internal import Model
public import Theatre

/// Reads what a sentence says: when, how many, what, who, and from whom it was heard.
///
/// By the words and patterns of a pack, not by a model: the same sentence gives the same facts, and
/// each fact knows its words. One instance a thread; its buffers are reused.
public struct SentenceReader {
  public private(set) var frame = SentenceFrame()
  public private(set) var facts = Facts()
  /// The places of the text, after `readPlaces`.
  public private(set) var places = PlaceReading()

  private let words: [Lexicon]
  private let actors: ActorRegistry
  private let sources: SourceRegistry
  private let parties: PartyTable
  private let voices: [LanguageVoice]
  private let placeReader: PlaceReader
  private var isTagged = false

  public init(_ theatre: Theatre) {
    words = theatre.words
    actors = theatre.actors
    sources = theatre.sources
    parties = PartyTable(theatre.actors)
    voices = theatre.words.map { LanguageVoice($0) }
    placeReader = PlaceReader(theatre)
  }

  /// Whether the pack has words to read by.
  public var canRead: Bool { !words.isEmpty }

  /// Cuts a text into words and says which language it is in: an index into the pack's words, or
  /// −1 when it is in none of them.
  public mutating func open(_ text: UnsafeRawBufferPointer) -> Int {
    frame.read(text)
    isTagged = false
    return LanguageVoice.choose(voices, frame)
  }

  public func language(_ index: Int) -> String { words[index].language }

  /// Reads the text that was opened, in a language of the pack.
  public mutating func read(in language: Int) {
    let lexicon = words[language]
    frame.tag(with: lexicon)
    isTagged = true
    facts.clear()
    DateFinder(lexicon: lexicon).find(in: &frame, &facts.dates)
    var groups = GroupFinder(frame, lexicon, parties)
    groups.find()
    var harms = HarmFinder(frame, lexicon, groups.groups)
    harms.find()
    var claims = ClaimReader(frame, lexicon, groups.groups, harms.harms)
    claims.claim()
    var tally = TollTally(frame, lexicon, parties, claims)
    tally.settleParties()
    for code in UInt8(0)...3 {
      facts.add(tally.sum(tally.entries(of: code)), code)
    }
    SceneReader(frame: frame, lexicon: lexicon, scope: Scope(frame: frame)).read(into: &facts)
    RoleReader(
      frame: frame, lexicon: lexicon, registry: actors, parties: parties, claims: tally.claims
    ).read(into: &facts)
    OriginReader(frame: frame, registry: sources).read(into: &facts)
  }

  /// Finds the places of the text that was opened, in whatever language it is: names are the
  /// gazetteer's, and the words around them are looked for in all languages of the pack. Dates and
  /// actors are no places: “mars”, “Katiba Macina”.
  public mutating func readPlaces(_ input: PlaceInput) {
    if isTagged {
      for mention in frame.actors { frame.take(Int(mention.start)..<Int(mention.end)) }
    }
    placeReader.read(
      frame.tokens, folded: frame.folded, taken: frame.taken, input, into: &places)
  }
}

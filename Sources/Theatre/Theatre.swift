public import Model

/// A country or region with everything the pipeline must know of it: a checked, immutable pack.
///
/// The pack is data; `Deploy/theatres/mali-2018` is the one that ships.
public final class Theatre: Sendable {
  public let name: String
  public let title: LocalText
  /// ISO 3166-1 alpha-2; the first is home.
  public let countries: [String]
  /// Seconds east of UTC of local time, all year.
  public let localOffset: Int64
  /// ISO 639-1, in the order of preference.
  public let languages: [String]
  /// One writer each.
  public let sectors: [String]
  public let box: BoundingBox
  public let gazetteer: Gazetteer
  public let boundaries: Boundaries
  public let placeWords: PlaceWords
  public let actors: ActorRegistry
  public let sources: SourceRegistry
  public let calendar: Calendar
  /// In the order of the file.
  public let polling: [PollingPlace]
  public let rules: RuleSet
  public let texts: Texts
  /// What speaks for and against two reports telling of one happening.
  public let weights: EvidenceWeights
  /// The words that sentences are read by, one for each language that the pack has them for, in the
  /// order of `languages`.
  public let words: [Lexicon]

  init(
    settings: TheatreSettings, gazetteer: Gazetteer, boundaries: Boundaries,
    placeWords: PlaceWords, actors: ActorRegistry, sources: SourceRegistry, calendar: Calendar,
    polling: [PollingPlace], rules: RuleSet, texts: Texts, weights: EvidenceWeights,
    words: [Lexicon]
  ) {
    name = settings.name
    title = settings.title
    countries = settings.countries
    localOffset = settings.localOffset
    languages = settings.languages
    sectors = settings.sectors
    box = settings.box
    self.gazetteer = gazetteer
    self.boundaries = boundaries
    self.placeWords = placeWords
    self.actors = actors
    self.sources = sources
    self.calendar = calendar
    self.polling = polling
    self.rules = rules
    self.texts = texts
    self.weights = weights
    self.words = words
  }
}

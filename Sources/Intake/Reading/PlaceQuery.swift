public import Model
public import Reading
internal import Theatre

/// A place somebody asks about, outside any record.
public struct PlaceQuery: Sendable {
  /// What stands in the text.
  public enum Kind: Sendable { case name, sentence, coordinates }

  public var text: String
  public var kind: Kind
  public var country = ""
  public var admin1 = ""
  public var admin2 = ""
  /// The day whose boundaries count.
  public var day: Instant?

  public init(_ text: String, kind: Kind) {
    self.text = text
    self.kind = kind
  }

  /// Coordinates when it reads as such; a sentence when it has more than eight words.
  public init(_ text: String) {
    var copy = text
    let isPoint = copy.withUTF8 { CoordinateText(UnsafeRawBufferPointer($0)) != nil }
    let words = text.split(separator: " ").count
    self.init(text, kind: isPoint ? .coordinates : words > 8 ? .sentence : .name)
  }
}

extension Intake {
  /// What Intake makes of a place: a report with nothing but that. For tools; it allocates.
  public func look(_ query: PlaceQuery) -> Report {
    var draft = Draft()
    switch query.kind {
    case .name: draft.report.place.written = draft.report.keep(query.text)
    case .sentence: draft.facts = draft.report.keep(query.text)
    case .coordinates: draft.placeCoordinates = draft.report.keep(query.text)
    }
    draft.country = draft.report.keep(query.country)
    draft.admin1 = draft.report.keep(query.admin1)
    draft.admin2 = draft.report.keep(query.admin2)
    let day = query.day ?? Instant(seconds: 253_402_300_799)
    draft.report.occurred = TimeSpan(earliest: day, latest: day, precision: .day)
    work.pointee.places = PlaceReading()
    readFacts(&draft)
    normalisePlace(&draft)
    return draft.report
  }

  /// The finds of the query that was answered last, for explanations.
  public func finds(_ query: PlaceQuery) -> (finds: [PlaceFind], chosen: Int) {
    let reading = query.kind == .sentence ? work.pointee.reader.places : work.pointee.places
    return (reading.finds, reading.verdict.find)
  }
}

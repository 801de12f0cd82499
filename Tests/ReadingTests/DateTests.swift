import Model
import Reading
import Testing
import Theatre

@Suite struct DateSuite {
  /// Written on Wednesday 25 July 2018 at ten.
  static let anchor = Instant(year: 2018, month: 7, day: 25)?.advanced(by: 36_000)

  @Test(arguments: [
    ("12 mars: embuscade", "2018-03-12T00:00:00Z", "2018-03-12T23:59:59Z", "day"),
    ("Attaque le 23 mars vers 14h30", "2018-03-23T14:30:00Z", "2018-03-23T15:29:59Z", "hour"),
    ("Attaque le 23 mars à 14h30", "2018-03-23T14:30:00Z", "2018-03-23T14:30:00Z", "minute"),
    ("Tirs hier soir à Gao", "2018-07-24T17:00:00Z", "2018-07-24T23:59:59Z", "part_of_day"),
    ("Attaque ce matin à Gao", "2018-07-25T04:00:00Z", "2018-07-25T12:00:00Z", "part_of_day"),
    (
      "dans la nuit de lundi à mardi", "2018-07-23T18:00:00Z", "2018-07-24T06:00:00Z", "part_of_day"
    ),
    ("la nuit du 23 au 24 juillet", "2018-07-23T18:00:00Z", "2018-07-24T06:00:00Z", "part_of_day"),
    (
      "nuit du 30 juin au 1er juillet 2018", "2018-06-30T18:00:00Z", "2018-07-01T06:00:00Z",
      "part_of_day"
    ),
    ("Attaque lundi dernier à Gao", "2018-07-23T00:00:00Z", "2018-07-23T23:59:59Z", "day"),
    ("Attaque mercredi dernier à Gao", "2018-07-18T00:00:00Z", "2018-07-18T23:59:59Z", "day"),
    ("Le 26 décembre, attaque de Gao", "2017-12-26T00:00:00Z", "2017-12-26T23:59:59Z", "day"),
    ("Attaque à Gao le 12/03/18", "2018-03-12T00:00:00Z", "2018-03-12T23:59:59Z", "day"),
    ("Attaque à Gao le 12.03.2018", "2018-03-12T00:00:00Z", "2018-03-12T23:59:59Z", "day"),
    ("L'attaque du mois dernier à Gao", "2018-06-01T00:00:00Z", "2018-06-30T23:59:59Z", "month"),
    ("Attaque la semaine dernière", "2018-07-16T00:00:00Z", "2018-07-22T23:59:59Z", "week"),
    ("Attaque en mars 2017 à Gao", "2017-03-01T00:00:00Z", "2017-03-31T23:59:59Z", "month"),
    ("Attaque il y a trois jours", "2018-07-22T00:00:00Z", "2018-07-22T23:59:59Z", "day"),
    ("Du 5 au 7 mai, combats à Gao", "2018-05-05T00:00:00Z", "2018-05-07T23:59:59Z", "week"),
    ("The attack took place last Monday", "2018-07-23T00:00:00Z", "2018-07-23T23:59:59Z", "day"),
    (
      "On March 12, 2018, gunmen attacked the town", "2018-03-12T00:00:00Z", "2018-03-12T23:59:59Z",
      "day"
    ),
    ("On 12 March gunmen attacked the town", "2018-03-12T00:00:00Z", "2018-03-12T23:59:59Z", "day"),
    (
      "Gunmen attacked the town last month", "2018-06-01T00:00:00Z", "2018-06-30T23:59:59Z", "month"
    ),
    ("The town was attacked yesterday", "2018-07-24T00:00:00Z", "2018-07-24T23:59:59Z", "day"),
    ("It was shelled at 2pm on 3 July", "2018-07-03T00:00:00Z", "2018-07-03T23:59:59Z", "day"),
  ])
  func `reads when it was`(
    _ text: String, _ earliest: String, _ latest: String, _ precision: String
  ) throws {
    var reader = SentenceReader(try #require(Corpus.theatre))
    let anchor = try #require(Self.anchor)
    let facts = reader.facts(of: text)
    let dates = try #require(facts).dates
    let span = try #require(dates.first?.resolve(anchor: anchor, localOffset: 0))
    #expect("\(span.earliest)" == earliest)
    #expect("\(span.latest)" == latest)
    #expect("\(span.precision.name)" == precision)
  }

  @Test(arguments: [
    "Depuis le 3 mars, 12 villages ont été attaqués", "Un an après l'attaque du 14 avril 2017",
    "The anniversary of the attack of 14 April 2017",
  ])
  func `takes no other day for the day of the happening`(_ text: String) throws {
    var reader = SentenceReader(try #require(Corpus.theatre))
    let facts = reader.facts(of: text)
    let dates = try #require(facts).dates
    #expect(!dates.contains { $0.isTold })
  }

  @Test(arguments: [
    ("12/03/2018", "2018-03-12"), ("12-03-2018", "2018-03-12"), ("12.3.18", "2018-03-12"),
    ("3/25/2018", "2018-03-25"), ("12 mars 2018", "2018-03-12"), ("12-Mar-18", "2018-03-12"),
    ("March 12, 2018", "2018-03-12"), ("le 1er juillet 2018", "2018-07-01"),
    ("lundi 12 mars 2018", "2018-03-12"), ("hier", "2018-07-24"), ("lundi", "2018-07-23"),
  ])
  func `reads the date of a field`(_ text: String, _ date: String) throws {
    let theatre = try #require(Corpus.theatre)
    let anchor = try #require(Self.anchor)
    var fields = DateText()
    var text = text
    let reading = text.withUTF8 { fields.read(UnsafeRawBufferPointer($0), words: theatre.words) }
    let span = try #require(reading?.resolve(anchor: anchor, localOffset: 0))
    #expect("\(span.earliest)".hasPrefix(date))
    #expect(span.seconds == 86_399)
  }

  @Test(arguments: ["", "Gao", "12", "32/01/2018", "12/13/14/15", "mardi à Gao", "morts le 3 mars"])
  func `takes nothing else for a date`(_ text: String) throws {
    let theatre = try #require(Corpus.theatre)
    var fields = DateText()
    var text = text
    #expect(
      text.withUTF8 { fields.read(UnsafeRawBufferPointer($0), words: theatre.words) } == nil)
  }
}

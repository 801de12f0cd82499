internal import JSON
internal import Reading
internal import Theatre

/// The buffers of one Intake; they grow once and are used for every record.
struct IntakeWork {
  var redactor = Redactor()
  var folding: [UInt8] = []
  var scratch: [UInt8] = []
  var content = Writer()
  var reader: SentenceReader
  var factText: [UInt8] = []
  /// What was read of a place's own words.
  var places = PlaceReading()

  init(_ theatre: Theatre) { reader = SentenceReader(theatre) }
}

internal import JSON
internal import Reading

/// The buffers of one Intake; they grow once and are used for every record.
struct IntakeWork {
  var redactor = Redactor()
  var folding: [UInt8] = []
  var scratch: [UInt8] = []
  var content = Writer()
  /// Reads sentences; nil when the pack has no words to read by.
  var reader: SentenceReader?
  var factText: [UInt8] = []
}

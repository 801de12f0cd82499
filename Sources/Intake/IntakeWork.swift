internal import JSON

/// The buffers of one Intake; they grow once and are used for every record.
struct IntakeWork {
  var redactor = Redactor()
  var folding: [UInt8] = []
  var scratch: [UInt8] = []
  var content = Writer()
}

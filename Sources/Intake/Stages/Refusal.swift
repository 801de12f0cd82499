internal import Model

/// Why a stage turned a record away; becomes a `Rejection`.
struct Refusal: Error {
  var reason: RejectionReason
  var sentence: String
  var violations: [RejectionViolation] = []
  var schema: String?
  var fault: String?
  var offset: Int?

  init(_ reason: RejectionReason, _ sentence: String) {
    self.reason = reason
    self.sentence = sentence
  }
}

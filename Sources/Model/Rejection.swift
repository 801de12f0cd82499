/// A record that could not become a report, with every reason and the original bytes.
///
/// Written as `rejection/1`. It is bounded: at most 32 violations, sentences and pointers are cut,
/// the original takes at most four thirds of its bytes. It holds what the sender wrote, people's
/// names included: who may read the topic is a matter for its access list.
public struct Rejection: Sendable, Equatable {
  public var reason: RejectionReason
  /// One plain sentence, for people.
  public var sentence: String
  /// At most `violationsMax`.
  public var violations: [RejectionViolation] = []
  /// The schema that was tried, or the name that is in no catalogue.
  public var schema: String?
  /// For `invalid_json`: the parser's name of the fault and the byte offset.
  public var fault: String?
  public var offset: Int?
  public var position: RejectionPosition
  /// How often this record was tried, this time included: 1, and one more for each redrive.
  public var attempts: Int32 = 1
  public var original: RejectionOriginal

  public init(
    reason: RejectionReason, sentence: String, position: RejectionPosition,
    original: RejectionOriginal
  ) {
    self.reason = reason
    self.sentence = sentence
    self.position = position
    self.original = original
  }

  public var stage: RejectionStage { reason.stage }

  /// More than this are counted by nobody: whoever repairs 32 will send again.
  public static let violationsMax = 32
  /// Bytes of a sentence, a pointer or a name; longer ones are cut at a character.
  public static let textBytesMax = 400
}

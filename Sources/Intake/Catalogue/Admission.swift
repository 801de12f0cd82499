internal import JSON

/// Through which door documents of a schema come in.
///
/// Whoever may write to a raw topic may report; to decide about incidents, or to acknowledge an
/// alert, takes a right of its own, which Kafka's access lists give by topic. So such documents are
/// taken from their own topic and from no other.
public enum Admission: UInt8, Sendable, CaseIterable {
  /// Any raw topic.
  case open
  /// The topic `decisions`.
  case decisions
  /// The topic `acks`.
  case acknowledgements

  /// As in `mapping.yaml`.
  public var word: String {
    switch self {
    case .open: "open"
    case .decisions: "decisions"
    case .acknowledgements: "acks"
    }
  }

  static func named(_ word: String) -> Admission? { allCases.first { $0.word == word } }
}

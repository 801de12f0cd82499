/// What `Admin.apply` did for one topic.
public enum TopicAction: Equatable, Sendable {
  case created(TopicSpecification)
  /// It was there; another process may have been quicker.
  case alreadyThere(String)
  /// Settings that differed were set.
  case changedSettings(topic: String, settings: [String: String])
}

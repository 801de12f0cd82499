/// One thing wrong with the settings: which, why and what to do.
public struct SettingProblem: Equatable, Sendable {
  /// The property's name as librdkafka spells it, without the `kafka.` of the user's file.
  public var key: String
  /// What is wrong. Never shows the value of a secret.
  public var sentence: String
  /// What to do about it.
  public var remedy: String

  public init(key: String, sentence: String, remedy: String) {
    self.key = key
    self.sentence = sentence
    self.remedy = remedy
  }
}

extension SettingProblem: CustomStringConvertible {
  public var description: String { "kafka.\(key): \(sentence) \(remedy)" }
}

/// One thing wrong with the settings: where it stands and what to do.
///
/// Described as `vigie.yaml:12: topics.prefix: what is wrong. What to do.`: editors jump to it.
public struct SettingsProblem: Error, Sendable, Equatable, CustomStringConvertible {
  public let key: String
  /// `vigie.yaml:12`, `VIGIE_TOPICS_PREFIX` or `--theatre`.
  public let origin: String
  public let sentence: String
  public let remedy: String

  public init(key: String, origin: String, sentence: String, remedy: String) {
    self.key = key
    self.origin = origin
    self.sentence = sentence
    self.remedy = remedy
  }

  public var description: String {
    let place = origin.isEmpty || origin == key ? key : "\(origin): \(key)"
    return "\(place): \(sentence) \(remedy)"
  }
}

/// Everything wrong with the settings, at once. A program that stops for it exits with 78.
public struct ConfigurationFault: Error, Sendable, CustomStringConvertible {
  public let problems: [SettingsProblem]

  public init(problems: [SettingsProblem]) { self.problems = problems }

  public var description: String {
    problems.map { "  \($0)" }.joined(separator: "\n")
  }
}

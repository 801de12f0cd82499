/// The settings are wrong: every problem at once, in the order of the keys.
public struct SettingsFault: Error, Equatable, Sendable {
  public var problems: [SettingProblem]

  public init(problems: [SettingProblem]) { self.problems = problems }
}

extension SettingsFault: CustomStringConvertible {
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

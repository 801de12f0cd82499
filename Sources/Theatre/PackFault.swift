/// A pack that cannot be used: every problem in it at once, in the order of file and line.
public struct PackFault: Error, Equatable, Sendable {
  public let problems: [Problem]

  public init(problems: [Problem]) { self.problems = problems }
}

extension PackFault: CustomStringConvertible {
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

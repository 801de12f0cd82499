public import Theatre

/// A catalogue that cannot be used: every problem in it at once, in the order of file and line.
public struct CatalogueFault: Error, Equatable, Sendable {
  public let problems: [Problem]

  public init(problems: [Problem]) { self.problems = problems.sorted() }
}

extension CatalogueFault: CustomStringConvertible {
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects problems while files are read, so that all of them are told at once.
///
/// For start-up only; not Sendable.
public final class ProblemLog {
  public private(set) var problems: [Problem] = []

  public init() {}

  public func add(_ file: String, _ line: Int, _ sentence: String, remedy: String) {
    problems.append(Problem(file: file, line: line, sentence: sentence, remedy: remedy))
  }

  public func add(_ more: [Problem]) { problems += more }

  /// Throws when anything was collected.
  public func check() throws(PackFault) {
    if !problems.isEmpty { throw PackFault(problems: problems.sorted()) }
  }
}

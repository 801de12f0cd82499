/// One thing wrong in a pack or mapping file, with where it is and what to do about it.
public struct Problem: Hashable, Sendable {
  /// Relative to the pack's directory.
  public let file: String
  /// 1 is the first line; 0 means the file as a whole.
  public let line: Int
  /// What is wrong.
  public let sentence: String
  /// What to do.
  public let remedy: String

  public init(file: String, line: Int, sentence: String, remedy: String) {
    self.file = file
    self.line = line
    self.sentence = sentence
    self.remedy = remedy
  }
}

extension Problem: CustomStringConvertible {
  /// `actors.yaml:12: sentence remedy`, the form editors jump to.
  public var description: String {
    let place = line > 0 ? "\(file):\(line)" : file
    return "\(place): \(sentence) \(remedy)"
  }
}

extension Problem: Comparable {
  public static func < (left: Problem, right: Problem) -> Bool {
    (left.file, left.line, left.sentence) < (right.file, right.line, right.sentence)
  }
}

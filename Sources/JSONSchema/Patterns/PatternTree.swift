/// A pattern as read, before it becomes positions or another library's pattern.
indirect enum PatternTree {
  case empty
  case set(CharacterSet)
  case start
  case end
  case sequence([PatternTree])
  case choice([PatternTree])
  /// Without a `most` there is no upper bound.
  case repeated(PatternTree, least: Int, most: Int?, isLazy: Bool)
  /// A group that captures.
  case group(PatternTree)
  /// What a linear matcher cannot follow:
  case wordBoundary(isNegated: Bool)
  case look(PatternTree, isBehind: Bool, isNegated: Bool)
  /// What an earlier group took, by the group's number.
  case reference(Int)
}

/// Why a pattern could not be read or is too large: the middle of a sentence.
struct PatternFault: Error {
  let reason: String
}

/// A pattern as read, before it becomes positions.
indirect enum PatternTree {
  case empty
  case set(CharacterSet)
  case start
  case end
  case sequence([PatternTree])
  case choice([PatternTree])
  /// Without a `most` there is no upper bound.
  case repeated(PatternTree, least: Int, most: Int?)
}

/// Why a pattern could not be read or is too large: the middle of a sentence.
struct PatternFault: Error {
  let reason: String
}

/// Why it is not shown that one schema takes all that another does.
struct Gap {
  /// Where in the value: `/name`, `/0`, and `/*` for any other.
  var path = ""
  /// The keyword's place in the schema that may refuse.
  var schemaPointer: String
  var sentence: String
  /// A value that the one takes and the other refuses, tried on both; without it nobody knows.
  var example: Sample?

  func under(_ step: String) -> Gap {
    var gap = self
    gap.path = step + path
    return gap
  }
}

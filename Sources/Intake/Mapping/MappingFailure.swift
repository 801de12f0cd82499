internal import JSON

/// A value that its schema accepts and that still cannot be read as what it should be.
// Safe because it is thrown and caught within one call of `Intake.process`, on one thread, while
// the document lives.
struct MappingFailure: Error, @unchecked Sendable {
  /// Where in the document; nil for a constant.
  let value: Value?
  /// What was expected.
  let sentence: StaticString
}

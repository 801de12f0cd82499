/// The words of a report's own text that one of its facts was read from.
///
/// Only facts that were read from free text have evidence; what stood in a field of its own needs
/// none.
@frozen
public struct ReportEvidence: Sendable, Equatable {
  public var fact: FactKind
  /// As they stand in the text.
  public var words = Extent.none
  /// How far a reading of this kind can be trusted, 0…100: set by judgement for each kind, not
  /// measured; always below that of a field.
  public var percent: UInt8

  public init(fact: FactKind, words: Extent, percent: UInt8) {
    self.fact = fact
    self.words = words
    self.percent = percent
  }
}

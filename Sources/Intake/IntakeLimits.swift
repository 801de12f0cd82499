public import JSON

/// Every limit of Intake in one place; passing one is a named outcome.
public struct IntakeLimits: Sendable, Equatable {
  /// Bytes and depth of a document; beyond is the rejection `oversize` or `invalid_json`.
  public var document = Limits()
  /// A source's id, a report's id: longer ones are replaced by a digest, so that two stay two. An
  /// origin: longer ones are cut and flagged `truncated`.
  public var identifierBytesMax = 256
  /// The name of a place or an actor; longer ones are cut and flagged `truncated`.
  public var nameBytesMax = 256
  public var titleBytesMax = 512
  public var descriptionBytesMax = 16_384
  /// Elements of lists; what comes after is left out and flagged `truncated`.
  public var mentionsMax = 32
  public var subjectsMax = 32
  public var actorsMax = 32
  public var candidatesMax = 16
  /// Facts whose words a report names; what comes after is left out and flagged `truncated`.
  public var evidenceMax = 64
  /// Violations that a rejection lists.
  public var violationsMax = 32

  public init() {}
}

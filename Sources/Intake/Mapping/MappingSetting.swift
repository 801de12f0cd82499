internal import Theatre

/// What the rules of a mapping need beside the document; one reference, handed down cheaply.
final class MappingSetting: Sendable {
  let limits: IntakeLimits
  /// Seconds east of UTC for times that stand without an offset.
  let localOffset: Int64

  /// By which dates are read that are no RFC 3339.
  let words: [Lexicon]

  init(limits: IntakeLimits, localOffset: Int64, words: [Lexicon] = []) {
    self.limits = limits
    self.words = words
    self.localOffset = localOffset
  }
}

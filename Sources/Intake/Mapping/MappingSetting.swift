internal import Theatre

/// What the rules of a mapping need beside the document. Handed down as a pointer, which counts no
/// reference.
struct MappingSetting {
  let limits: IntakeLimits
  /// Seconds east of UTC for times that stand without an offset.
  let localOffset: Int64
  /// By which dates are read that are no RFC 3339.
  let words: [Lexicon]
  /// Where texts are put together.
  var room = TextRoom()

  init(limits: IntakeLimits, localOffset: Int64, words: [Lexicon] = []) {
    self.limits = limits
    self.words = words
    self.localOffset = localOffset
  }

  /// The longest text that is kept as it stands.
  @inline(__always)
  func bytesMax(of target: MappingTarget) -> Int {
    switch target {
    case .source, .sourceReport, .refersTo, .origin: limits.identifierBytesMax
    case .title: limits.titleBytesMax
    case .description, .facts: limits.descriptionBytesMax
    case .withheldName, .withheldPhone, .withheldEmail: .max
    default: limits.nameBytesMax
    }
  }
}

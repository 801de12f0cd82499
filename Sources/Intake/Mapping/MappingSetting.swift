/// What the rules of a mapping need beside the document; one reference, handed down cheaply.
final class MappingSetting: Sendable {
  let limits: IntakeLimits
  /// Seconds east of UTC for times that stand without an offset.
  let localOffset: Int64

  init(limits: IntakeLimits, localOffset: Int64) {
    self.limits = limits
    self.localOffset = localOffset
  }
}

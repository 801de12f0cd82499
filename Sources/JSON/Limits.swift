/// What a parser accepts at most; related costs are bounded by these two numbers.
public struct Limits: Sendable, Equatable {
  /// The longest input in bytes; longer is `oversize`. Default 1 MiB, which is also Kafka's default
  /// for a record. Values above 4 GiB − 2 count as that, because offsets are 32-bit.
  public var bytesMax = 1_048_576

  /// The deepest nesting; `[]` has depth 1. Default 64, capped at 512, so that writing (which
  /// recurses) has a bounded stack.
  public var depthMax = 64

  /// Whether strings may spell the character U+0000 as an escape. Default false: many programs end
  /// a text there, so a name could pass for another. For schemas and test suites.
  public var acceptsNul = false

  /// Makes limits; all have defaults.
  public init(bytesMax: Int = 1_048_576, depthMax: Int = 64, acceptsNul: Bool = false) {
    self.bytesMax = bytesMax
    self.depthMax = depthMax
    self.acceptsNul = acceptsNul
  }

  static let bytesCeiling = Int(UInt32.max) - 1
  static let depthCeiling = 512
}

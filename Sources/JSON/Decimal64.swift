/// An exact decimal number: `significand × 10^exponent`.
///
/// Normalised: the significand does not end in a zero digit, and zero is 0 × 10⁰, so equal numbers
/// are equal values.
@frozen
public struct Decimal64: Sendable, Hashable {
  /// The digits with the sign.
  public var significand: Int64
  /// The power of ten.
  public var exponent: Int16

  /// Makes a decimal from parts which are normalised already.
  @inlinable
  public init(significand: Int64, exponent: Int16) {
    self.significand = significand
    self.exponent = exponent
  }
}

public import JSON

/// A closed list of words that stand in a document, each with one spelling.
///
/// `table` finds a word by its bytes in a few nanoseconds.
public protocol Code: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == UInt8 {
  var name: StaticString { get }
  static var table: NameTable { get }
  /// Every case in order. `allCases` builds a new array each time; this one is built once.
  static var every: [Self] { get }
}

extension Code {
  public static var names: [String] { allCases.map { "\($0.name)" } }

  public static func named(_ bytes: UnsafeRawBufferPointer) -> Self? {
    let value = table.find(bytes)
    return value < 0 ? nil : Self(rawValue: UInt8(truncatingIfNeeded: value))
  }

  public static func named(_ text: Text) -> Self? {
    let value = table.find(text)
    return value < 0 ? nil : Self(rawValue: UInt8(truncatingIfNeeded: value))
  }
}

/// A set of up to 64 codes in one word.
@frozen
public struct CodeSet<Element: Code>: Hashable, Sendable {
  public var bits: UInt64

  @inlinable
  public init(bits: UInt64 = 0) { self.bits = bits }

  public init(_ codes: some Sequence<Element>) {
    self.init()
    for code in codes { insert(code) }
  }

  @inlinable
  public var isEmpty: Bool { bits == 0 }

  @inlinable
  public var count: Int { bits.nonzeroBitCount }

  @inlinable
  public func contains(_ code: Element) -> Bool { bits & (1 << UInt64(code.rawValue)) != 0 }

  @inlinable
  public mutating func insert(_ code: Element) { bits |= 1 << UInt64(code.rawValue) }

  @inlinable
  public mutating func remove(_ code: Element) { bits &= ~(1 << UInt64(code.rawValue)) }

  @inlinable
  public func intersection(_ other: Self) -> Self { Self(bits: bits & other.bits) }

  @inlinable
  public mutating func formUnion(_ other: Self) { bits |= other.bits }

  /// Ascending, so that what is written is stable.
  public func forEach(_ body: (Element) -> Void) {
    var rest = bits
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      if let code = Element(rawValue: UInt8(index)) { body(code) }
    }
  }
}

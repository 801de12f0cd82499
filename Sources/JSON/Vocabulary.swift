/// Member names known before any document is read, each with a small number: 1, 2, 3 … in the
/// order first given. Zero stands for every other name.
///
/// A parser that was given one finds these names while it reads, nearly always by comparing with
/// the name that came next the last time, and puts the numbers on its tape (`Member.number`). So a
/// name is looked at once for a document, whoever reads the members afterwards. Numbers only make
/// reading faster: what a document holds, and what is wrong with it, does not depend on them.
public struct Vocabulary: Sendable {
  /// No name at all.
  public static let none = Vocabulary([])

  /// Names beyond so many are not numbered.
  public static let namesMax = 4_096

  /// How many names are numbered.
  public var count: Int { names.count }

  let names: [[UInt8]]
  private let table: NameTable

  /// Numbers names in their order; a name that comes again keeps its number.
  public init(_ names: some Sequence<[UInt8]>) {
    var known: Set<[UInt8]> = []
    var list: [[UInt8]] = []
    for name in names where list.count < Self.namesMax && known.insert(name).inserted {
      list.append(name)
    }
    self.names = list
    table = NameTable(list.enumerated().map { (name: $0.element, value: Int32($0.offset + 1)) })
  }

  /// The number of a decoded name; 0 when it has none.
  public func number(of name: UnsafeRawBufferPointer) -> UInt16 {
    UInt16(truncatingIfNeeded: max(table.find(name), 0))
  }

  /// The number of a document's name; 0 when it has none.
  public func number(of name: Text) -> UInt16 {
    UInt16(truncatingIfNeeded: max(table.find(name), 0))
  }
}

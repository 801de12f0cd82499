internal import JSON

/// The actors of a theatre, found by id or by any spelling.
///
/// Frozen at load; finding one costs about 0.1 µs and allocates nothing beyond the scratch buffer.
public final class ActorRegistry: Sendable {
  /// In the order of the file; every index in this type is into it.
  public let actors: [Actor]

  private let ids: NameTable
  private let names: NameTable
  private let roots: [Int32]

  /// `names` are folded keys, without conflicts.
  init(actors: [Actor], names: [(name: [UInt8], value: Int32)]) {
    self.actors = actors
    ids = NameTable(actors.map(\.id))
    self.names = NameTable(names)
    roots = actors.indices.map { index in
      var at = Int32(index)
      // Bounded, should parents ever run in a circle, which the loader refuses.
      for _ in actors.indices where actors[Int(at)].parent >= 0 { at = actors[Int(at)].parent }
      return at
    }
  }

  /// The actor with this id, or −1.
  public func actor(id: UnsafeRawBufferPointer) -> Int32 { ids.find(id) }

  /// The actor with this id, or −1.
  public func actor(id: String) -> Int32 {
    var id = id
    return id.withUTF8 { ids.find(UnsafeRawBufferPointer($0)) }
  }

  /// The actor that goes by this name, or −1. Ids are names too.
  public func find(_ name: UnsafeRawBufferPointer, folding scratch: inout [UInt8]) -> Int32 {
    if name.count > Gazetteer.nameBytesMax { return -1 }
    let count = Folding.fold(name, into: &scratch)
    return scratch.withUnsafeMutableBufferPointer { buffer in
      var length = 0
      for index in 0..<count {
        let byte = buffer[index]
        buffer[length] = byte
        length &+= byte == Folding.space ? 0 : 1
      }
      return names.find(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[0..<length])))
    }
  }

  /// The actor that goes by this name, or −1; for tools and tests, it allocates.
  public func find(_ name: String) -> Int32 {
    var scratch: [UInt8] = []
    var name = name
    return name.withUTF8 { find(UnsafeRawBufferPointer($0), folding: &scratch) }
  }

  /// The topmost actor that this one belongs to; itself when it belongs to none.
  public func family(of actor: Int32) -> Int32 { roots[Int(actor)] }

  /// Whether both belong to one family, so that one name may stand for the other.
  public func isSameFamily(_ a: Int32, _ b: Int32) -> Bool {
    a >= 0 && b >= 0 && roots[Int(a)] == roots[Int(b)]
  }
}

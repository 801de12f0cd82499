internal import JSON

/// The sources a theatre knows.
public struct SourceRegistry: Sendable {
  /// In the order of the file.
  public let sources: [Source]

  private let ids: NameTable
  private let origins: [Int32]

  init(sources: [Source]) {
    self.sources = sources
    var entries: [(name: [UInt8], value: Int32)] = []
    for (index, source) in sources.enumerated() {
      for id in [source.id] + source.aliases {
        entries.append((name: Array(id.utf8), value: Int32(index)))
      }
    }
    let ids = NameTable(entries)
    self.ids = ids
    origins = sources.indices.map { index in
      var at = Int32(index)
      // Bounded, should origins ever run in a circle, which the loader refuses.
      for _ in sources.indices {
        guard let origin = sources[Int(at)].origin else { break }
        let next = Array(origin.utf8).withUnsafeBytes { ids.find($0) }
        if next < 0 { break }
        at = next
      }
      return at
    }
  }

  /// The source with this id or alias, exactly as spelled, or −1.
  public func find(_ id: UnsafeRawBufferPointer) -> Int32 { ids.find(id) }

  /// The source with this id or alias, or −1.
  public func find(_ id: String) -> Int32 {
    var id = id
    return id.withUTF8 { ids.find(UnsafeRawBufferPointer($0)) }
  }

  /// The source that this one's reports come from in the end; itself when it is its own.
  public func origin(of source: Int32) -> Int32 { origins[Int(source)] }
}

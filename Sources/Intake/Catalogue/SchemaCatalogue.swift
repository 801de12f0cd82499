internal import JSON
internal import JSONSchema

/// Every inbound schema with its mapping, and how records name them.
///
/// ```
/// Schemas/registry.yaml                        ids of Confluent framing, optional
/// Schemas/inbound/<name>/versions.yaml         which are deprecated, retired, superseded; optional
/// Schemas/inbound/<name>/<version>/schema.json
/// Schemas/inbound/<name>/<version>/mapping.yaml
/// ```
/// Frozen at load and shared by all threads.
public struct SchemaCatalogue: Sendable {
  /// In the order of their names.
  public let inbound: [InboundSchema]
  /// What records may name, in the order of their names.
  public let versions: [SchemaVersion]
  private let names: NameTable
  /// Confluent schema ids and positions in `versions`, by id.
  private let registry: [(id: UInt32, index: Int)]

  /// The member names of all schemas and mappings; documents are read with it.
  let vocabulary: Vocabulary

  init(
    inbound: [InboundSchema], versions: [SchemaVersion], registry: [(id: UInt32, index: Int)]
  ) {
    self.inbound = inbound
    self.versions = versions
    names = NameTable(versions.map(\.name))
    vocabulary = Vocabulary(inbound.flatMap { $0.schema.names + $0.plan.names })
    for schema in inbound {
      schema.schema.bind(to: vocabulary)
      schema.plan.bind(to: vocabulary)
    }
    self.registry = registry.sorted { $0.id < $1.id }
  }

  /// The position of a version in `versions`, or −1.
  public func index(of name: String) -> Int {
    var name = name
    return name.withUTF8 { index(of: UnsafeRawBufferPointer($0)) }
  }

  func index(of name: UnsafeRawBufferPointer) -> Int { Int(names.find(name)) }

  func index(of name: Text) -> Int { Int(names.find(name)) }

  /// The position in `versions` of a Confluent id, or −1.
  public func index(ofRegistered id: UInt32) -> Int {
    var low = 0
    var high = registry.count
    while low < high {
      let middle = (low + high) / 2
      if registry[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < registry.count && registry[low].id == id ? registry[low].index : -1
  }
}

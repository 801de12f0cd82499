internal import JSON
internal import JSONSchema

/// Every inbound schema with its mapping, and how records name them.
///
/// ```
/// Schemas/registry.yaml                        ids of a registry, optional
/// Schemas/common/**.json                       what schemas refer to with `$ref`, optional
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
  let registry: RegistryFile

  /// The member names of all schemas and mappings; documents are read with it.
  let vocabulary: Vocabulary

  init(inbound: [InboundSchema], versions: [SchemaVersion], registry: RegistryFile) {
    self.inbound = inbound
    self.versions = versions
    names = NameTable(versions.map(\.name))
    vocabulary = Vocabulary(inbound.flatMap { $0.schema.names + $0.plan.names })
    for schema in inbound {
      schema.schema.bind(to: vocabulary)
      schema.plan.bind(to: vocabulary)
      schema.judging.bind(to: vocabulary, schema.schema, schema.plan)
    }
    self.registry = registry
  }

  /// The position of a version in `versions`, or −1.
  public func index(of name: String) -> Int {
    var name = name
    return name.withUTF8 { index(of: UnsafeRawBufferPointer($0)) }
  }

  func index(of name: UnsafeRawBufferPointer) -> Int { Int(names.find(name)) }

  func index(of name: Text) -> Int { Int(names.find(name)) }

  /// The position in `versions` of what the file `registry.yaml` names so, or −1.
  func index(of name: RegisteredName) -> Int { registry.names[name] ?? -1 }
}

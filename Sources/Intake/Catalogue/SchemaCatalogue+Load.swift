private import JSON
private import JSONSchema
internal import Model
internal import Theatre

extension SchemaCatalogue {
  /// Reads and checks a catalogue; throws every problem in it at once.
  ///
  /// For start-up: milliseconds for each schema.
  public static func load(directory: String) throws(CatalogueFault) -> SchemaCatalogue {
    try load(CatalogueFiles.directory(directory))
  }

  public static func load(_ files: CatalogueFiles) throws(CatalogueFault) -> SchemaCatalogue {
    let log = ProblemLog()
    var inbound: [InboundSchema] = []
    let names = (files.list("inbound") ?? []).sorted()
    if names.isEmpty {
      log.add("inbound", 0, "There are no inbound schemas.", remedy: "Add <name>/<version>/.")
    }
    let common = common(files)
    var versions: [SchemaVersion] = []
    for name in names {
      let entries = (files.list("inbound/\(name)") ?? []).sorted()
      let own = entries.filter { !$0.hasSuffix(".yaml") }.map { "\(name)/\($0)" }
      for version in own {
        if let schema = load(version, files, common, log) { inbound.append(schema) }
      }
      versions += standings(name, own, entries.contains("versions.yaml"), files, log)
    }
    settle(&versions, inbound, log)
    let registry = RegistryFile(files, versions.map(\.name), log)
    guard log.problems.isEmpty else { throw CatalogueFault(problems: log.problems) }
    return SchemaCatalogue(inbound: inbound, versions: versions, registry: registry)
  }

  private static func load(
    _ name: String, _ files: CatalogueFiles, _ common: SchemaRegistry, _ log: ProblemLog
  ) -> InboundSchema? {
    let folder = "inbound/\(name)"
    let schemaFile = "\(folder)/schema.json"
    let mappingFile = "\(folder)/mapping.yaml"
    guard let bytes = files.read(schemaFile) else {
      log.add(schemaFile, 0, "The file cannot be read.", remedy: "Put it there.")
      return nil
    }
    guard let mapping = yaml(mappingFile, files, log) else { return nil }
    let parser = Parser()
    let document: Document
    do throws(Fault) {
      document = try parser.parse(bytes)
    } catch {
      log.add(
        schemaFile, line(of: error.offset, in: bytes), error.sentence, remedy: "Correct the JSON.")
      return nil
    }
    // The document is a view into the parser's buffers.
    return withExtendedLifetime(parser) {
      var schema: Schema?
      do throws(SchemaFault) {
        schema = try Schema(
          document, name: name, settings: SchemaSettings(assertsFormats: true), registry: common)
      } catch {
        for problem in error.problems {
          let value = Pointer(problem.pointer)?.resolve(in: document.root)
          log.add(
            schemaFile, line(of: value?.offset ?? 0, in: bytes), problem.sentence,
            remedy: "Correct the schema at “\(problem.pointer)”.")
        }
      }
      return read(mapping, mappingFile, name, schema, document.root, digest(bytes), log)
    }
  }

  private static func read(
    _ mapping: YAMLNode, _ file: String, _ name: String, _ schema: Schema?, _ root: Value,
    _ digest: Fingerprint?, _ log: ProblemLog
  ) -> InboundSchema? {
    guard
      let fields = YAMLFields(
        mapping, "a mapping", known: MappingLanguage.documentKeys, file: file, log: log)
    else { return nil }
    _ = fields.integer("mapping", in: MappingLanguage.version...MappingLanguage.version)
    let door = fields.optionalText("admission") ?? Admission.open.word
    let admission = Admission.named(door)
    if admission == nil {
      fields.problem(
        "admission", "“\(door)” is no admission.",
        remedy: "Use \(Admission.allCases.map(\.word).joined(separator: ", ")).")
    }
    guard let report = fields.required("report") else { return nil }
    var loader = MappingLoader(file: file, log: log)
    // A schema that cannot be read says nothing of what its documents have.
    let shape = schema == nil ? SchemaShape.anything : .schema(root, root: root)
    let plan = loader.load(report: report, tables: fields["tables"], shape: shape)
    guard let schema, let admission else { return nil }
    return InboundSchema(
      name: name, title: root["title"]?.text?.string ?? name, admission: admission,
      schema: schema, plan: plan, digest: digest)
  }

  /// What schemas may refer to beside themselves: every `common/**.json`, by its own `$id` and by
  /// its path. Nothing is fetched.
  private static func common(_ files: CatalogueFiles) -> SchemaRegistry {
    var registry = SchemaRegistry()
    var folders = ["common"]
    while let folder = folders.popLast() {
      for name in (files.list(folder) ?? []).sorted() {
        let path = "\(folder)/\(name)"
        guard name.hasSuffix(".json") else {
          folders.append(path)
          continue
        }
        guard let bytes = files.read(path) else { continue }
        registry.add(bytes, uri: path)
        let parser = Parser(limits: Limits(bytesMax: CatalogueFiles.bytesMax, depthMax: 512))
        if let id = try? parser.parse(bytes).root["$id"]?.text?.string {
          registry.add(bytes, uri: id)
        }
      }
    }
    return registry
  }

  static func yaml(
    _ file: String, _ files: CatalogueFiles, _ log: ProblemLog
  ) -> YAMLNode? {
    guard let bytes = files.read(file), let text = String(validating: bytes, as: UTF8.self) else {
      log.add(file, 0, "The file cannot be read as UTF-8.", remedy: "Put it there, as UTF-8.")
      return nil
    }
    do throws(PackFault) {
      return try YAML.parse(text, file: file)
    } catch {
      log.add(error.problems)
      return nil
    }
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
  }
}

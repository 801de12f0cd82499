internal import JSON
internal import Model
internal import Theatre

/// What `Schemas/registry.yaml` says of a registry's names.
///
/// ```yaml
/// schemas:                                  # what an id or a GUID is, without asking anybody
///   - {id: 17, schema: field-report/3}
///   - {guid: 0d2f1c5e-…, schema: polling/1}
/// subjects:                                 # whose version N is our version N
///   - {subject: field-reports-value, schema: field-report}
/// ```
struct RegistryFile: Sendable {
  /// Positions in `SchemaCatalogue.versions`.
  var names: [RegisteredName: Int] = [:]
  /// Names of feeds, by subject.
  var subjects: [String: String] = [:]

  init() {}

  init(_ files: CatalogueFiles, _ versions: [String], _ log: ProblemLog) {
    let file = "registry.yaml"
    guard files.read(file) != nil, let root = SchemaCatalogue.yaml(file, files, log),
      root.kind != .null,
      let fields = YAMLFields(
        root, "a registry", known: ["schemas", "subjects"], file: file, log: log)
    else { return }
    if fields["schemas"] != nil {
      for node in fields.items("schemas") {
        let known = ["id", "guid", "schema"]
        guard let entry = YAMLFields(node, "an entry", known: known, file: file, log: log),
          let name = Self.name(entry), let schema = entry.text("schema")
        else { continue }
        guard let index = versions.firstIndex(of: schema) else {
          entry.problem(
            "schema", "There is no inbound schema “\(schema)”.", remedy: "Correct the name.")
          continue
        }
        guard names.updateValue(index, forKey: name) == nil else {
          entry.problem("schema", "The \(name) stands twice.", remedy: "Take one of them out.")
          continue
        }
      }
    }
    if fields["subjects"] != nil {
      for node in fields.items("subjects") { take(subject: node, versions, file, log) }
    }
  }

  private static func name(_ entry: YAMLFields) -> RegisteredName? {
    if entry["guid"] != nil {
      guard let text = entry.text("guid") else { return nil }
      if let name = RegisteredName(guid: text) { return name }
      entry.problem("guid", "“\(text)” is no GUID.", remedy: "Write 8-4-4-4-12 hexadecimal digits.")
      return nil
    }
    return entry.integer("id", in: 0...Int64(UInt32.max)).map { .id(UInt32($0)) }
  }

  private mutating func take(
    subject node: YAMLNode, _ versions: [String], _ file: String, _ log: ProblemLog
  ) {
    let known = ["subject", "schema"]
    guard let entry = YAMLFields(node, "an entry", known: known, file: file, log: log),
      let subject = entry.text("subject"), let feed = entry.text("schema")
    else { return }
    guard versions.contains(where: { $0.hasPrefix(feed + "/") }) else {
      entry.problem(
        "schema", "There is no inbound feed “\(feed)”.",
        remedy: "Give its name without a version.")
      return
    }
    guard subjects.updateValue(feed, forKey: subject) == nil else {
      entry.problem("subject", "“\(subject)” stands twice.", remedy: "Take one of them out.")
      return
    }
  }
}

extension SchemaCatalogue {
  /// The version whose schema is this text: the same JSON value, however it is spelled.
  public func version(ofSchema text: [UInt8]) -> Int? {
    let digest = Self.digest(text)
    guard let digest, let schema = inbound.first(where: { $0.digest == digest }) else {
      return nil
    }
    let index = index(of: schema.name)
    return index < 0 ? nil : index
  }

  /// The version that a subject's version is, by `registry.yaml`, or by name when the subject is
  /// called like a feed: `field-report` or `field-report-value`.
  public func version(ofSubject subject: String, _ number: Int) -> Int? {
    let bare = subject.hasSuffix("-value") ? String(subject.dropLast(6)) : subject
    let index = index(of: "\(registry.subjects[subject] ?? bare)/\(number)")
    return index < 0 ? nil : index
  }

  static func digest(_ text: [UInt8]) -> Fingerprint? {
    let parser = Parser(limits: Limits(bytesMax: CatalogueFiles.bytesMax, depthMax: 512))
    guard let document = try? parser.parse(text) else { return nil }
    return withExtendedLifetime(parser) {
      var writer = Writer()
      writer.canonical(document.root)
      return writer.withBytes { Fingerprint(of: $0) }
    }
  }
}

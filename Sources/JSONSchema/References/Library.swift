import JSON

/// The documents that one schema is made of: its own, and those of the registry that it refers to.
///
/// Notes every resource and every anchor before anything refers to them. Keeps the parsers, because
/// values are views into them.
struct Library {
  let settings: SchemaSettings
  let registry: SchemaRegistry
  private var parsers: [Parser] = []
  /// The name of each document before its places: empty for the schema's own.
  private(set) var sources: [String] = []
  var resources: [Resource] = []
  private var resourceOf: [String: Int] = [:]
  private var resourceAt: [Spot.Key: Int] = [:]
  private var surveyed: Set<Spot.Key> = []
  private var dialects: [String: DialectAnswer] = [:]
  /// What was found wrong while looking, in the order met; whoever asks takes them.
  var problems: [SchemaFault.Problem] = []

  init(settings: SchemaSettings, registry: SchemaRegistry) {
    self.settings = settings
    self.registry = registry
  }

  /// Adds the schema's own document, whose values live as long as the caller's parser.
  mutating func addRoot(_ value: Value) -> Int {
    sources.append("")
    return addDocument(value, source: 0, uri: "")
  }

  /// The resource with this URI, from what is loaded or from the registry.
  mutating func resource(at uri: URIReference) -> Int? {
    let key = Self.key(uri)
    if let known = resourceOf[key] { return known }
    guard let bytes = registry.text(for: key) else { return nil }
    let parser = Parser(limits: Limits(depthMax: 512, acceptsNul: true))
    do throws(Fault) {
      let document = try parser.parse(bytes)
      parsers.append(parser)
      sources.append(key)
      return addDocument(document.root, source: sources.count - 1, uri: key)
    } catch {
      let shown = Excerpt.bounded(Array(key.utf8), 80)
      report("", "the registry's document `\(shown)` cannot be read: \(error.sentence)")
      return nil
    }
  }

  mutating func report(_ place: String, _ sentence: String) {
    problems.append(SchemaFault.Problem(pointer: place, sentence: sentence))
  }

  private static func key(_ uri: URIReference) -> String { uri.document.description }

  private mutating func addDocument(_ value: Value, source: Int, uri: String) -> Int {
    let place = sources[source].isEmpty ? "" : sources[source] + "#"
    let dialect = dialect(of: value, otherwise: nil, at: place)
    let spot = Spot(value: value, source: source, resource: 0, place: place)
    let index = add(spot, uri: URIReference(uri), dialect: dialect)
    if resourceOf[uri] == nil { resourceOf[uri] = index }
    survey(resources[index].root)
    return index
  }

  /// Makes a resource of the schema at a spot; its `$id` counts from the base given.
  private mutating func add(_ spot: Spot, uri base: URIReference, dialect: Dialect) -> Int {
    var uri = base
    if let id = identifier(of: spot.value, dialect) {
      uri = URIReference(id).resolved(against: base).document
    }
    var root = spot
    root.resource = resources.count
    resources.append(Resource(uri: uri, root: root, dialect: dialect))
    resourceAt[spot.key] = root.resource
    let key = Self.key(uri)
    guard let other = resourceOf[key] else {
      resourceOf[key] = root.resource
      return root.resource
    }
    if !key.isEmpty, resources[other].root.source == spot.source {
      report(spot.place + "/$id", "the `$id` is given already, to `\(resources[other].root.place)`")
    }
    return root.resource
  }

  /// The `$id` that makes a resource: not one that is only a fragment, and in old drafts not one
  /// beside a `$ref`.
  private func identifier(of value: Value, _ dialect: Dialect) -> String? {
    guard dialect.keyword("$id") != nil, let id = value["$id"]?.text?.string, !id.hasPrefix("#")
    else { return nil }
    if dialect.draft.refHidesSiblings, value["$ref"]?.kind == .string { return nil }
    return id
  }

  /// Where a child of a spot's value stands; a resource of its own counts from there on.
  func spot(_ value: Value, at place: String, under parent: Spot) -> Spot {
    var spot = Spot(value: value, source: parent.source, resource: parent.resource, place: place)
    if let own = resourceAt[spot.key] { spot.resource = own }
    return spot
  }

  /// Notes resources and anchors at and below a spot, wherever its dialect has schemas.
  mutating func survey(_ start: Spot) {
    var stack = [start]
    while let next = stack.popLast() {
      guard next.value.kind == .object, surveyed.insert(next.key).inserted else { continue }
      var here = next
      let base = resources[here.resource]
      if base.root.key != here.key, identifier(of: here.value, base.dialect) != nil {
        let dialect = dialect(of: here.value, otherwise: base.dialect, at: here.place)
        here.resource = add(here, uri: base.uri, dialect: dialect)
      }
      let dialect = resources[here.resource].dialect
      if dialect.draft.refHidesSiblings, here.value["$ref"]?.kind == .string { continue }
      noteAnchors(here, dialect)
      for member in here.value.members {
        guard let keyword = dialect.keyword(member.name.string) else { continue }
        let place = Compiler.place(keyword.rawValue, under: here.place)
        for (child, place) in Self.schemas(of: keyword, member.value, at: place) {
          stack.append(spot(child, at: place, under: here))
        }
      }
    }
  }

  /// The schemas that a keyword's value holds.
  static func schemas(
    of keyword: Keyword, _ value: Value, at place: String
  ) -> [(Value, String)] {
    switch keyword.shape {
    case .none: []
    case .schema: [(value, place)]
    case .schemaOrSchemas where value.kind != .array: [(value, place)]
    case .schemas, .schemaOrSchemas:
      value.elements.enumerated().map { ($1, "\(place)/\($0)") }
    case .schemasByName:
      value.members.map { ($0.value, Compiler.place($0.name.string, under: place)) }
    }
  }
}

/// What a meta-schema's URI stands for.
enum DialectAnswer {
  case dialect(Dialect)
  case refusal(String)
}

extension Library {
  /// The dialect of a schema by its `$schema`; without one, that of what it stands in, or the
  /// settings' own.
  mutating func dialect(
    of value: Value, otherwise outer: Dialect?, at place: String
  ) -> Dialect {
    let given = value["$schema"]?.text?.string
    if given == nil, let outer { return outer }
    let answer = dialect(at: given ?? settings.dialect, depth: 0)
    switch answer {
    case .dialect(let dialect): return dialect
    case .refusal(let sentence):
      report(place + "/$schema", sentence)
      return Dialect(.draft2020)
    }
  }

  private mutating func dialect(at uri: String, depth: Int) -> DialectAnswer {
    if let known = dialects[uri] { return known }
    var answer = read(dialectAt: uri, depth: depth)
    if case .dialect(var dialect) = answer {
      dialect.keepsOldWords = settings.unknownKeywords == .ignored
      answer = .dialect(dialect)
    }
    dialects[uri] = answer
    return answer
  }

  private mutating func read(dialectAt uri: String, depth: Int) -> DialectAnswer {
    if let draft = Draft(uri: uri) { return .dialect(Dialect(draft)) }
    let shown = Excerpt.bounded(Array(uri.utf8), 80)
    for older in ["draft-04", "draft-03"] where uri.contains("/\(older)/") {
      return .refusal("this schema is written for \(older); the oldest draft that is read is 06")
    }
    guard let bytes = registry.text(for: uri) else {
      return .refusal(
        "`$schema` names `\(shown)`, which is no draft that is read and is not in the registry; "
          + "write \(Draft.draft2020.uri)")
    }
    let parser = Parser(limits: Limits(depthMax: 512, acceptsNul: true))
    guard depth < 8, let root = try? parser.parse(bytes).root, root.kind == .object else {
      return .refusal("the meta-schema `\(shown)` cannot be read")
    }
    return withExtendedLifetime(parser) { read(metaschema: root, shown, depth: depth) }
  }

  private mutating func read(
    metaschema root: Value, _ shown: String, depth: Int
  ) -> DialectAnswer {
    var dialect = Dialect(.draft2020)
    if let parent = root["$schema"]?.text?.string,
      case .dialect(let above) = self.dialect(at: parent, depth: depth + 1)
    {
      dialect = Dialect(above.draft)
    }
    guard let list = root["$vocabulary"], list.kind == .object else { return .dialect(dialect) }
    dialect.vocabularies = .core
    for member in list.members {
      let uri = member.name.string
      let isRequired = member.value.bool == true
      if let (draft, vocabularies) = Vocabularies.named(uri, isRequired: isRequired) {
        dialect.draft = draft
        dialect.vocabularies.formUnion(vocabularies)
      } else if isRequired {
        return .refusal(
          "the meta-schema `\(shown)` requires the vocabulary "
            + "`\(Excerpt.bounded(Array(uri.utf8), 80))`, which is not known here")
      }
    }
    return .dialect(dialect)
  }
}

import Model

/// Reads `actors.yaml`.
enum ActorsFile {
  static let file = "actors.yaml"
  static let known = [
    "id", "name", "category", "inter", "parent", "force", "identified", "community", "fights_for",
    "aliases",
    "alignments",
  ]

  /// An actor whose parent is still a name.
  private struct Draft {
    var fields: YAMLFields
    var id: String
    var name: LocalText
    var category: ActorCategory
    var inter: UInt8
    var aliases: [(text: String, line: Int)]
    var alignments: [Alignment]
  }

  static func read(_ pack: PackDirectory) -> ActorRegistry {
    guard let root = pack.fields(file, "the actors", known: ["actors"]) else {
      return ActorRegistry(actors: [], names: [])
    }
    var ids: Set<String> = []
    let drafts = root.items("actors").compactMap { draft($0, &ids, pack.log) }
    let parents = parents(drafts, pack.log)
    let actors = zip(drafts, parents).map { draft, parent in
      let force = draft.fields["force"] == nil ? nil : draft.fields.word("force", ForceKind.self)
      return Actor(
        id: draft.id, name: draft.name, category: draft.category, inter: draft.inter,
        force: force ?? .none, parent: parent,
        isIdentified: draft.fields.bool("identified", default: true),
        isCommunity: draft.fields.bool("community", default: false),
        fightsFor: fightsFor(draft, drafts.map(\.id)),
        aliases: draft.aliases.map(\.text), alignments: draft.alignments)
    }
    return ActorRegistry(actors: actors, names: names(drafts, pack.log))
  }

  private static func draft(
    _ node: YAMLNode, _ ids: inout Set<String>, _ log: ProblemLog
  ) -> Draft? {
    guard let fields = YAMLFields(node, "an actor", known: known, file: file, log: log) else {
      return nil
    }
    let id = fields.text("id")
    if let id { Identifier.check(id, seen: &ids, file: file, line: fields.line(of: "id"), log) }
    let name = LocalText.read(fields, "name", what: "a name")
    let category = fields.word("category", ActorCategory.self)
    let inter = fields.integer("inter", in: 1...8)
    if let category, let inter, inter != Int64(category.inter) {
      fields.problem(
        "inter", "Category \(category.name) has the inter code \(category.inter), not \(inter).",
        remedy: "Correct one of them; another code for some dates belongs in an alignment.")
    }
    let alignments =
      fields["alignments"] == nil
      ? [] : fields.items("alignments").compactMap { alignment($0, log) }
    guard let id, let name, let category, let inter else { return nil }
    return Draft(
      fields: fields, id: id, name: name, category: category, inter: UInt8(inter),
      aliases: fields.texts("aliases"), alignments: alignments)
  }

  /// The community an armed group fights for.
  private static func fightsFor(_ draft: Draft, _ ids: [String]) -> Int32 {
    guard let name = draft.fields.optionalText("fights_for") else { return -1 }
    if let index = ids.firstIndex(of: name) { return Int32(index) }
    draft.fields.problem(
      "fights_for", "“\(name)” is no actor.", remedy: Spelling.suggestion(for: name, in: ids))
    return -1
  }

  private static func alignment(_ node: YAMLNode, _ log: ProblemLog) -> Alignment? {
    guard
      let fields = YAMLFields(
        node, "an alignment", known: ["from", "until", "stance", "inter"], file: file, log: log)
    else { return nil }
    let from = fields["from"] == nil ? nil : fields.time("from", localOffset: 0)?.earliest
    let until = fields["until"] == nil ? nil : fields.time("until", localOffset: 0)?.earliest
    if let from, let until, until <= from {
      fields.problem("until", "The alignment ends before it begins.", remedy: "Swap the dates.")
    }
    let inter = fields["inter"] == nil ? nil : fields.integer("inter", in: 1...8)
    guard let stance = fields.word("stance", Stance.self) else { return nil }
    return Alignment(from: from, until: until, stance: stance, inter: inter.map { UInt8($0) })
  }

  /// Indices of the parents; names nobody has and circles are problems.
  private static func parents(_ drafts: [Draft], _ log: ProblemLog) -> [Int32] {
    let ids = drafts.map(\.id)
    var parents = drafts.map { draft -> Int32 in
      guard let name = draft.fields.optionalText("parent") else { return -1 }
      if let index = ids.firstIndex(of: name) { return Int32(index) }
      draft.fields.problem(
        "parent", "“\(name)” is no actor.", remedy: Spelling.suggestion(for: name, in: ids))
      return -1
    }
    for index in drafts.indices {
      var at = Int32(index)
      var steps = 0
      while parents[Int(at)] >= 0, steps <= drafts.count {
        at = parents[Int(at)]
        steps += 1
      }
      if steps > drafts.count {
        drafts[index].fields.problem(
          "parent", "“\(ids[index])” is its own ancestor.", remedy: "Break the circle.")
        parents[index] = -1
      }
    }
    return parents
  }

  /// Folded keys of ids, names and aliases; a key of two actors is a problem.
  private static func names(
    _ drafts: [Draft], _ log: ProblemLog
  ) -> [(name: [UInt8], value: Int32)] {
    var entries: [(name: [UInt8], value: Int32)] = []
    var owners: [[UInt8]: Int32] = [:]
    for (index, draft) in drafts.enumerated() {
      let line = draft.fields.node.line
      let own = [draft.id, draft.name.fr, draft.name.en].map { (text: $0, line: line) }
      for alias in own + draft.aliases {
        let key = Folding.key(alias.text)
        if key.isEmpty {
          log.add(file, alias.line, "An alias has no letters.", remedy: "Remove it.")
        } else if let owner = owners[key] {
          if owner != Int32(index) {
            log.add(
              file, alias.line,
              "“\(alias.text)” already means “\(drafts[Int(owner)].id)”.",
              remedy: "Keep it with one actor.")
          }
        } else {
          owners[key] = Int32(index)
          entries.append((name: key, value: Int32(index)))
        }
      }
    }
    return entries
  }
}

internal import Theatre

/// Where the versions of a feed stand: `versions.yaml`.
///
/// ```yaml
/// versions:
///   "1": {status: retired, successor: field-report/3}
///   "2": {status: deprecated, successor: field-report/3}
///   "3": {supersededBy: field-report/4}      # documents that name 3 are judged by 4
/// ```
extension SchemaCatalogue {
  static func standings(
    _ name: String, _ own: [String], _ hasFile: Bool, _ files: CatalogueFiles, _ log: ProblemLog
  ) -> [SchemaVersion] {
    var said: [SchemaVersion] = []
    if hasFile { said = read(name, files, log) }
    let silent = own.filter { version in !said.contains { $0.name == version } }
    return (said + silent.map { SchemaVersion(name: $0) }).sorted { $0.name < $1.name }
  }

  private static func read(
    _ name: String, _ files: CatalogueFiles, _ log: ProblemLog
  ) -> [SchemaVersion] {
    let file = "inbound/\(name)/versions.yaml"
    guard let root = yaml(file, files, log),
      let fields = YAMLFields(
        root, "a list of versions", known: ["versions"], file: file, log: log),
      let list = fields.required("versions")
    else { return [] }
    guard let entries = list.entries else {
      log.add(
        file, list.line, "“versions” must name versions.",
        remedy: "Write \"1\": {status: deprecated}.")
      return []
    }
    var versions: [SchemaVersion] = []
    for entry in entries {
      guard
        let own = YAMLFields(
          entry.value, "a version", known: ["status", "successor", "supersededBy", "note"],
          file: file, log: log)
      else { continue }
      let word = own.optionalText("status") ?? SchemaVersion.Status.live.rawValue
      guard let status = SchemaVersion.Status(rawValue: word) else {
        own.problem(
          "status", "“\(word)” is no status.", remedy: "Use live, deprecated or retired.")
        continue
      }
      versions.append(
        SchemaVersion(
          name: "\(name)/\(entry.key)", status: status, successor: own.optionalText("successor"),
          supersededBy: own.optionalText("supersededBy")))
    }
    return versions
  }

  /// Finds the schema that judges each version; what names nothing, or goes round, is a problem.
  static func settle(
    _ versions: inout [SchemaVersion], _ inbound: [InboundSchema], _ log: ProblemLog
  ) {
    let all = versions
    for index in versions.indices {
      let version = versions[index]
      let file = "inbound/\(version.name.split(separator: "/").first ?? "")/versions.yaml"
      for other in [version.successor, version.supersededBy] {
        guard let other, !all.contains(where: { $0.name == other }) else { continue }
        log.add(
          file, 0, "“\(version.name)” names “\(other)”, which is not here.",
          remedy: "Correct the name.")
      }
      guard version.status != .retired else { continue }
      var judge = version
      for _ in all.indices {
        guard let next = judge.supersededBy, let found = all.first(where: { $0.name == next })
        else { break }
        judge = found
      }
      if judge.supersededBy != nil, all.contains(where: { $0.name == judge.supersededBy }) {
        log.add(
          file, 0, "“\(version.name)” is superseded in a circle.",
          remedy: "Let the last one name no other.")
        continue
      }
      versions[index].index = inbound.firstIndex { $0.name == judge.name } ?? -1
      if versions[index].index < 0, log.problems.isEmpty {
        log.add(
          file, 0, "“\(version.name)” has no folder with schema.json and mapping.yaml.",
          remedy: "Add them, retire it, or say which version supersedes it.")
      }
    }
  }
}

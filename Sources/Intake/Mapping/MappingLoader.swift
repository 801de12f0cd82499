internal import JSON
internal import Model
internal import Theatre

/// Reads `mapping.yaml` and compiles it; see `MappingLanguage`.
struct MappingLoader {
  let file: String
  let log: ProblemLog
  var builder = MappingBuilder()
  private var named: [(name: String, node: YAMLNode)] = []

  init(file: String, log: ProblemLog) {
    self.file = file
    self.log = log
  }

  /// Where rules stand: the scope their pointers start in, and what the schema allows there.
  struct Place {
    let scope: Int
    let shape: SchemaShape
    /// Whether the rules belong to the walk of the scope itself, and not to a group within it.
    var isWalked = true
    /// Whether conditions go with the elements of a list and not with one rule.
    var isSetApart = false
  }

  mutating func load(report node: YAMLNode, tables: YAMLNode?, shape: SchemaShape) -> MappingPlan {
    named = (tables?.entries ?? []).map { ($0.key, $0.value) }
    let place = Place(scope: builder.addScope(), shape: shape)
    var steps: [MappingStep] = []
    guard let entries = node.entries else {
      problem(node.line, "“report” must be a mapping of targets to rules.", "Write target: rule.")
      return builder.plan()
    }
    for entry in entries { read(entry, place, &steps) }
    for name in ["source", "submitted", "kind"] where !entries.contains(where: { $0.key == name }) {
      problem(node.line, "No rule fills “\(name)”.", "Add one, with value: if it is constant.")
    }
    checkRequired(entries, place)
    builder.finish(place.scope, with: steps)
    return builder.plan()
  }

  mutating func read(_ entry: YAMLEntry, _ place: Place, _ steps: inout [MappingStep]) {
    if let target = MappingLanguage.plain.first(where: { $0.name == entry.key })?.target {
      rule(entry, target, place, &steps)
    } else if entry.key == "tolls" || entry.key == "measures", hasRows(entry.value) {
      rows(entry, place, &steps)
    } else if entry.key == "tolls" {
      for harm in members(entry, Harm.names) {
        guard let code = Harm.every.first(where: { "\($0.name)" == harm.key }) else { continue }
        for party in members(harm, Party.names) {
          guard let of = Party.every.first(where: { "\($0.name)" == party.key }) else { continue }
          range(party, place, &steps) { .toll(code, of, $0) }
        }
      }
    } else if entry.key == "measures" {
      for measure in members(entry, Measure.names) {
        guard let code = Measure.every.first(where: { "\($0.name)" == measure.key }) else {
          continue
        }
        range(measure, place, &steps) { .count(code, $0) }
      }
    } else if entry.key == "actors" {
      for node in entry.value.items ?? [entry.value] { group(node, .actors, place, &steps) }
    } else if let group = MappingLanguage.grouped.first(where: { $0.group == entry.key }) {
      for member in members(entry, group.targets.map(\.name)) {
        guard let target = group.targets.first(where: { $0.name == member.key })?.target else {
          continue
        }
        if entry.key == "withhold" {
          withhold(member, target, place, &steps)
        } else {
          rule(member, target, place, &steps)
        }
      }
    } else {
      problem(
        entry.line, "“\(entry.key)” is no target of a report.",
        "Use one of: \(MappingLanguage.targetNames.joined(separator: ", ")).")
    }
  }

  /// The entries of a mapping; those that are not known are problems.
  func members(_ entry: YAMLEntry, _ known: [String]) -> [YAMLEntry] {
    guard let entries = entry.value.entries else {
      problem(
        entry.line, "“\(entry.key)” must be a mapping.", "Use: \(known.joined(separator: ", ")).")
      return []
    }
    for member in entries where !known.contains(member.key) {
      problem(
        member.line, "“\(member.key)” is nothing that “\(entry.key)” has.",
        "Use one of: \(known.joined(separator: ", ")).")
    }
    return entries.filter { known.contains($0.key) }
  }

  /// A number, an object of three, or three rules.
  private mutating func range(
    _ entry: YAMLEntry, _ place: Place, _ steps: inout [MappingStep],
    _ target: (MappingTarget.Bound) -> MappingTarget
  ) {
    let bounds: [(name: String, bound: MappingTarget.Bound)] = [
      ("low", .low), ("best", .best), ("high", .high),
    ]
    let isThree = entry.value.entries?.contains { member in
      bounds.contains { $0.name == member.key }
    }
    guard isThree ?? false else {
      rule(entry, target(.whole), place, &steps)
      return
    }
    for member in members(entry, bounds.map(\.name)) {
      guard let bound = bounds.first(where: { $0.name == member.key })?.bound else { continue }
      rule(member, target(bound), place, &steps)
    }
  }

  /// Every pointer is withheld, not only the first that is there.
  private mutating func withhold(
    _ entry: YAMLEntry, _ target: MappingTarget, _ place: Place, _ steps: inout [MappingStep]
  ) {
    for node in entry.value.items ?? [entry.value] {
      rule(
        YAMLEntry(key: entry.key, line: node.line, value: node), target, place, &steps)
    }
  }

  /// Rules for actors, or for the candidates of one.
  private mutating func group(
    _ node: YAMLNode, _ target: MappingTarget, _ place: Place, _ steps: inout [MappingStep]
  ) {
    guard let entries = node.entries else {
      problem(node.line, "Expected a mapping of rules.", "Write role, candidates or written.")
      return
    }
    var step = MappingStep(target: target)
    var inner = place
    if let each = node["each"] {
      guard let (tokens, shape) = pointer(each, place),
        let slot = builder.slot(for: tokens, scope: place.scope)
      else { return }
      guard let element = shape.element() else {
        problem(each.line, "The schema has no array there.", "Point “each” at an array.")
        return
      }
      inner = Place(scope: builder.addScope(), shape: element)
      builder.groups[inner.scope].each = slot
      step.group = Int16(inner.scope)
    } else {
      step.group = Int16(builder.addGroup())
      inner.isWalked = false
    }
    var extra = MappingExtra()
    if let when = node["when"] { condition(when, &step, &extra, place) }
    if !extra.conditions.isEmpty { step.extra = builder.addExtra(extra) }
    filter(node["where"], &inner)
    let known =
      (target == .actors ? MappingLanguage.actor : []) + MappingLanguage.candidate
    var own: [MappingStep] = []
    for entry in entries where !["each", "when", "where"].contains(entry.key) {
      if entry.key == "candidates", target == .actors {
        for node in entry.value.items ?? [entry.value] { group(node, .candidates, inner, &own) }
      } else if let leaf = known.first(where: { $0.name == entry.key })?.target {
        rule(entry, leaf, inner, &own)
      } else {
        problem(
          entry.line, "“\(entry.key)” is no rule here.",
          "Use one of: \(known.map(\.name).joined(separator: ", ")), each, when, where.")
      }
    }
    builder.finish(Int(step.group), with: own)
    steps.append(step)
  }

  func problem(_ line: Int, _ sentence: String, _ remedy: String) {
    log.add(file, line, sentence, remedy: remedy)
  }

  func table(named name: String) -> YAMLNode? { named.first { $0.name == name }?.node }
}

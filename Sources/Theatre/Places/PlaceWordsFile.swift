/// Reads `place-words.yaml`; a pack without it reads no places from sentences.
///
/// ```yaml
/// cues: {near: [près, aux environs], evacuation: [évacué à]}
/// suffixes: {region: [region]}
/// lists: {joiners: [de, la]}
/// directions: {4: [est, east]}
/// ```
enum PlaceWordsFile {
  static let name = "place-words.yaml"

  static func read(_ pack: PackDirectory) -> PlaceWords {
    let numbers = PlaceWords.Number.allCases.map { "\($0)" }
    guard pack.isThere(name),
      let root = pack.fields(
        name, "the words around places", known: ["cues", "suffixes", "lists"] + numbers)
    else { return PlaceWords() }
    let cues = PlaceWords.Cue.allCases.map { ("\($0)", $0.rawValue) }
    let lists = PlaceWords.List.allCases.map { ("\($0)", Int32($0.rawValue)) }
    let words = entries(root, "lists", lists, pack.log)
    return PlaceWords(
      cues: entries(root, "cues", cues, pack.log),
      suffixes: entries(root, "suffixes", cues, pack.log),
      lists: lists.map { list in words.filter { $0.value == list.1 } },
      values: numbers.map { values(root, $0, pack.log) })
  }

  /// The words of a section whose members are known, each with its member's number.
  private static func entries(
    _ root: YAMLFields, _ section: String, _ known: [(name: String, value: Int32)],
    _ log: ProblemLog
  ) -> [(name: [UInt8], value: Int32)] {
    guard let node = root.required(section),
      let fields = YAMLFields(
        node, "“\(section)”", known: known.map(\.name), file: name, log: log)
    else { return [] }
    return known.flatMap { member in
      fields.texts(member.name).compactMap { entry($0, member.value, log) }
    }
  }

  private static func values(
    _ root: YAMLFields, _ section: String, _ log: ProblemLog
  ) -> [(name: [UInt8], value: Int32)] {
    var entries: [(name: [UInt8], value: Int32)] = []
    for member in root.required(section)?.entries ?? [] {
      guard let value = Int32(member.key), value >= 0 else {
        log.add(
          name, member.line, "“\(member.key)” is no number.", remedy: "Write 1000: [km].")
        continue
      }
      for item in member.value.items ?? [member.value] {
        entries += [entry((item.text ?? "", item.line), value, log)].compactMap { $0 }
      }
    }
    return entries
  }

  private static func entry(
    _ word: (text: String, line: Int), _ value: Int32, _ log: ProblemLog
  ) -> (name: [UInt8], value: Int32)? {
    let key = Folding.key(word.text)
    if key.isEmpty {
      log.add(name, word.line, "“\(word.text)” has no letters.", remedy: "Remove it.")
      return nil
    }
    return (key, value)
  }
}

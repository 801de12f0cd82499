private import Yams

/// Reads YAML into a tree with line numbers.
///
/// For packs and mappings, at start-up. Only plain trees: an anchor, a key that is no text and a
/// second document are problems. Limits: 4 MiB a file, 32 levels.
public enum YAML {
  public static let bytesMax = 4 << 20
  static let depthMax = 32

  /// Parses a text; `file` is what problems call it.
  public static func parse(_ text: String, file: String) throws(PackFault) -> YAMLNode {
    func fault(_ line: Int, _ sentence: String, _ remedy: String) -> PackFault {
      PackFault(problems: [Problem(file: file, line: line, sentence: sentence, remedy: remedy)])
    }
    if text.utf8.count > bytesMax {
      throw fault(0, "The file has more than \(bytesMax) bytes.", "Split it.")
    }
    let parser: Yams.Parser
    let root: Node?
    do {
      parser = try Yams.Parser(yaml: text)
      root = try parser.singleRoot()
    } catch let error as YamlError {
      let (line, sentence) = explain(error)
      throw fault(line, sentence, "Correct the YAML.")
    } catch {
      throw fault(0, "The file is not YAML.", "Correct the YAML.")
    }
    guard let root else { return YAMLNode(line: 1, kind: .null) }
    let log = ProblemLog()
    // Nodes know their anchors only while the parser lives.
    let node = withExtendedLifetime(parser) {
      convert(root, file: file, line: 1, depth: 0, log)
    }
    try log.check()
    return node
  }

  /// Parses a file; `name` is what problems call it.
  public static func load(path: String, name: String) throws(PackFault) -> YAMLNode {
    let log = ProblemLog()
    guard let text = PackFile.text(path: path, name: name, log) else {
      throw PackFault(problems: log.problems)
    }
    return try parse(text, file: name)
  }

  private static func explain(_ error: YamlError) -> (line: Int, sentence: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, "The file is not YAML: \(problem).")
    case .reader(let problem, _, _, _):
      (0, "The file is not YAML: \(problem).")
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, "A key stands twice: \(duplicates.sorted().joined(separator: ", ")).")
    default:
      (0, "The file is not YAML.")
    }
  }

  private static func convert(
    _ node: Node, file: String, line: Int, depth: Int, _ log: ProblemLog
  ) -> YAMLNode {
    let line = node.mark?.line ?? line
    if depth > depthMax {
      log.add(
        file, line, "The file is nested deeper than \(depthMax) levels.", remedy: "Flatten it.")
      return YAMLNode(line: line, kind: .null)
    }
    if node.anchor != nil {
      // Checked before going down, so that anchors within anchors cannot multiply.
      log.add(file, line, "Anchors and aliases are not read.", remedy: "Write the value out.")
      return YAMLNode(line: line, kind: .null)
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted =
        scalar.style == .singleQuoted || scalar.style == .doubleQuoted
        || scalar.style == .literal || scalar.style == .folded
      let isNull = !isQuoted && ["", "~", "null"].contains(scalar.string)
      return YAMLNode(
        line: line, kind: isNull ? .null : .scalar(scalar.string, isQuoted: isQuoted))
    case .sequence(let sequence):
      return YAMLNode(
        line: line,
        kind: .sequence(
          sequence.map { convert($0, file: file, line: line, depth: depth + 1, log) }))
    case .mapping(let mapping):
      var entries: [YAMLEntry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          log.add(file, line, "A key is not text.", remedy: "Use a plain word as the key.")
          continue
        }
        let keyLine = name.mark?.line ?? line
        entries.append(
          YAMLEntry(
            key: name.string, line: keyLine,
            value: convert(value, file: file, line: keyLine, depth: depth + 1, log)))
      }
      return YAMLNode(line: line, kind: .mapping(entries))
    case .alias:
      log.add(file, line, "Anchors and aliases are not read.", remedy: "Write the value out.")
      return YAMLNode(line: line, kind: .null)
    }
  }
}

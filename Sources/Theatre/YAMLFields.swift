public import Model

/// Reads the members of one mapping and collects everything that is wrong with them.
///
/// Keys that are not `known` are problems, with the nearest known key. Reading goes on after a
/// problem, so that all are told at once; what could not be read is nil.
public struct YAMLFields {
  public let node: YAMLNode
  public let file: String
  public let log: ProblemLog
  private let entries: [YAMLEntry]

  /// `what` names the thing in sentences: “an actor”.
  public init?(
    _ node: YAMLNode, _ what: String, known: [String], file: String, log: ProblemLog
  ) {
    guard let entries = node.entries else {
      log.add(
        file, node.line, "Expected \(what), a mapping, and found \(node.kindName).",
        remedy: "Write its members as “key: value”.")
      return nil
    }
    self.node = node
    self.file = file
    self.log = log
    self.entries = entries
    for entry in entries where !known.contains(entry.key) {
      log.add(
        file, entry.line, "“\(entry.key)” is no member of \(what).",
        remedy: Spelling.suggestion(for: entry.key, in: known))
    }
  }

  public subscript(key: String) -> YAMLNode? {
    entries.first { $0.key == key && $0.value.kind != .null }?.value
  }

  public func line(of key: String) -> Int {
    entries.first { $0.key == key }?.line ?? node.line
  }

  public func problem(_ key: String, _ sentence: String, remedy: String) {
    log.add(file, line(of: key), sentence, remedy: remedy)
  }

  /// A member that must be there.
  public func required(_ key: String) -> YAMLNode? {
    if let value = self[key] { return value }
    problem(key, "“\(key)” is missing.", remedy: "Add it.")
    return nil
  }

  /// A text that must be there and not be empty.
  public func text(_ key: String) -> String? {
    guard let value = required(key) else { return nil }
    guard let text = value.text, !text.isEmpty else {
      problem(key, "“\(key)” must be text.", remedy: "Write a word or a sentence.")
      return nil
    }
    return text
  }

  /// A text that may be missing.
  public func optionalText(_ key: String) -> String? { self[key] == nil ? nil : text(key) }

  /// An integer within a range.
  public func integer(_ key: String, in range: ClosedRange<Int64>, default value: Int64? = nil)
    -> Int64?
  {
    if self[key] == nil, let value { return value }
    guard let node = required(key) else { return nil }
    guard let integer = node.integer, range.contains(integer) else {
      problem(
        key, "“\(key)” must be a whole number from \(range.lowerBound) to \(range.upperBound).",
        remedy: "Correct the number.")
      return nil
    }
    return integer
  }

  /// A number within a range.
  public func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let node = required(key) else { return nil }
    guard let number = node.number, range.contains(number) else {
      problem(
        key, "“\(key)” must be a number from \(range.lowerBound) to \(range.upperBound).",
        remedy: "Correct the number.")
      return nil
    }
    return number
  }

  /// `true` or `false`.
  public func bool(_ key: String, default value: Bool) -> Bool {
    guard let node = self[key] else { return value }
    if let bool = node.bool { return bool }
    problem(key, "“\(key)” must be true or false.", remedy: "Write true or false.")
    return value
  }

  /// A list of texts; a single text is a list of one; a missing list is empty.
  public func texts(_ key: String) -> [(text: String, line: Int)] {
    guard let node = self[key] else { return [] }
    if let text = node.text { return [(text, node.line)] }
    guard let items = node.items else {
      problem(key, "“\(key)” must be a list.", remedy: "Write it as [a, b].")
      return []
    }
    var texts: [(text: String, line: Int)] = []
    for item in items {
      if let text = item.text {
        texts.append((text, item.line))
      } else {
        log.add(
          file, item.line, "“\(key)” has \(item.kindName) where text is expected.",
          remedy: "Quote it if it holds a colon or a comma.")
      }
    }
    return texts
  }

  /// A list of mappings that must be there.
  public func items(_ key: String) -> [YAMLNode] {
    guard let node = required(key) else { return [] }
    if let items = node.items { return items }
    problem(key, "“\(key)” must be a list.", remedy: "Begin each element with “- ”.")
    return []
  }

  /// One of a closed list of words.
  public func word<Word: Code>(_ key: String, _ type: Word.Type) -> Word? {
    guard let text = text(key) else { return nil }
    return word(text, line: line(of: key), type)
  }

  /// Several of a closed list of words; at least one.
  public func words<Word: Code>(_ key: String, _ type: Word.Type) -> CodeSet<Word> {
    var set = CodeSet<Word>()
    if required(key) == nil { return set }
    let texts = texts(key)
    for item in texts {
      if let word = word(item.text, line: item.line, type) { set.insert(word) }
    }
    if texts.isEmpty { problem(key, "“\(key)” is empty.", remedy: "Name at least one.") }
    return set
  }

  private func word<Word: Code>(_ text: String, line: Int, _ type: Word.Type) -> Word? {
    let names = Word.names
    if let index = names.firstIndex(of: text) { return Word(rawValue: UInt8(index)) }
    log.add(
      file, line, "“\(text)” is not a word this member knows.",
      remedy: Spelling.suggestion(for: text, in: names))
    return nil
  }
}

internal import JSON
internal import Model

/// Collects the phrases of a lexicon while its files are read.
struct LexiconBuilder {
  var grammar: [WordSense] = []
  var scenes: [SceneSense] = []
  private var numbers: [[UInt8]: Int32] = [:]
  private var order: [[UInt8]] = []
  /// Phrases of several words: the words' numbers and what they mean.
  private var bare: [(words: [[UInt8]], role: Role)] = []
  private var phrases: [(words: [Int32], role: Role)] = []

  enum Role {
    case grammar(Int32)
    case scene(Int32)
    case actor(Int32, inCapitals: Bool)
    case source(Int32, inCapitals: Bool)
  }

  /// Adds a phrase; false when it has no letters.
  @discardableResult
  mutating func add(_ text: String, _ role: Role) -> Bool {
    let words = Self.words(text)
    guard !words.isEmpty else { return false }
    let ids = words.map { number(of: $0) }
    phrases.append((ids, role))
    guard words.count > 1, words.contains(where: { $0.last == WordScanner.accentMark }) else {
      return true
    }
    // Texts without accents write the phrase without them; a phrase of its own comes first.
    bare.append((words.map { $0.filter { $0 != WordScanner.accentMark } }, role))
    return true
  }

  private mutating func number(of word: [UInt8]) -> Int32 {
    if let id = numbers[word] { return id }
    let id = Int32(order.count)
    numbers[word] = id
    order.append(word)
    return id
  }

  /// The folded words of a phrase, the accented ones with their mark.
  static func words(_ text: String) -> [[UInt8]] {
    var tokens: [Token] = []
    var folded: [UInt8] = []
    var text = text
    text.withUTF8 { bytes in
      _ = WordScanner.scan(UnsafeRawBufferPointer(bytes), tokens: &tokens, folded: &folded)
    }
    return tokens.map { token in
      let end = Int(token.foldedEnd) + (token.marks.contains(.accented) ? 1 : 0)
      return Array(folded[Int(token.foldedStart)..<end])
    }
  }

  mutating func lexicon(language: String) -> Lexicon {
    for (words, role) in bare { phrases.append((words.map { number(of: $0) }, role)) }
    bare.removeAll()
    // Node 0 is the root, which nothing stands on; the words' own nodes follow.
    var nodes = [Lexicon.Node](repeating: Lexicon.Node(), count: order.count + 1)
    var edges: [UInt64: Int32] = [:]
    var list: [(key: UInt64, node: Int32)] = []
    for phrase in phrases {
      var node = Int(phrase.words[0]) + 1
      for word in phrase.words.dropFirst() {
        let key = UInt64(node) << 32 | UInt64(UInt32(bitPattern: word))
        nodes[node].hasEdges = true
        if let next = edges[key] {
          node = Int(next)
        } else {
          edges[key] = Int32(nodes.count)
          list.append((key, Int32(nodes.count)))
          node = nodes.count
          nodes.append(Lexicon.Node())
        }
      }
      switch phrase.role {
      // Of two meanings the first in the file stands.
      case .grammar(let index): if nodes[node].grammar < 0 { nodes[node].grammar = index }
      case .scene(let index): if nodes[node].scene < 0 { nodes[node].scene = index }
      case .actor(let index, let inCapitals):
        if nodes[node].actor < 0 {
          nodes[node].actor = index
          nodes[node].isActorInCapitals = inCapitals
        }
      case .source(let index, let inCapitals):
        if nodes[node].source < 0 {
          nodes[node].source = index
          nodes[node].isSourceInCapitals = inCapitals
        }
      }
    }
    return Lexicon(
      language: language, grammar: grammar, scenes: scenes,
      words: NameTable(order.enumerated().map { (name: $0.element, value: Int32($0.offset)) }),
      nodes: nodes, edges: list)
  }

  /// `tué(e)(s)` means `tué`, `tuée`, `tués`, `tuées`.
  static func forms(_ text: String) -> [String] {
    guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") else {
      return [text]
    }
    let before = text[..<open]
    let inside = text[text.index(after: open)..<close]
    let rest = forms(String(text[text.index(after: close)...]))
    return rest.flatMap { ["\(before)\($0)", "\(before)\(inside)\($0)"] }
  }
}

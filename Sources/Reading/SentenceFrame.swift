public import Theatre

/// A text cut into words and phrases that the pack knows: what every reader of it works on.
///
/// Reused from text to text; it allocates nothing once its arrays have grown.
public struct SentenceFrame: Sendable {
  public internal(set) var tokens: [Token] = []
  public internal(set) var folded: [UInt8] = []
  public internal(set) var hasAccents = false
  /// Words that a reader has used: no place or number any more.
  public internal(set) var taken: [Bool] = []

  /// The words' numbers in the lexicon, or −1.
  var ids: [Int32] = []
  /// Grammar phrases and single words, one after another: every word is in exactly one.
  var items: [Item] = []
  /// The item that a word is in.
  var itemOf: [Int32] = []
  /// Actors, scenes and sources that stand there; within a kind they do not overlap.
  public internal(set) var actors: [Mention] = []
  var scenes: [Mention] = []
  var sources: [Mention] = []
  /// Index into `actors` of the one that begins at a word, or −1.
  var actorAt: [Int32] = []

  public init() {}

  /// One word, or a phrase of grammar.
  struct Item: Sendable {
    var start: Int32
    var end: Int32
    var tag: WordTag
    /// Into `Lexicon.grammar`, or −1.
    var sense: Int32
    /// The sentence, counted from 0.
    var sentence: Int32
    /// What stands before its first word.
    var marks: Token.Marks
  }

  /// Words that name something.
  public struct Mention: Sendable {
    public var start: Int32
    public var end: Int32
    public var index: Int32
  }

  mutating func read(_ text: UnsafeRawBufferPointer) {
    hasAccents = WordScanner.scan(text, tokens: &tokens, folded: &folded)
    taken.removeAll(keepingCapacity: true)
    for _ in tokens.indices { taken.append(false) }
  }

  /// Finds the phrases of a lexicon.
  mutating func tag(with lexicon: Lexicon) {
    clearMarks()
    folded.withUnsafeBytes { folded in
      for token in tokens {
        let word = UnsafeRawBufferPointer(
          rebasing: folded[Int(token.foldedStart)...Int(token.foldedEnd)])
        ids.append(
          lexicon.word(
            word, isAccented: token.marks.contains(.accented), mayLackAccents: !hasAccents))
      }
    }
    var next = (grammar: 0, actor: 0, scene: 0, source: 0)
    var sentence: Int32 = 0
    ids.withUnsafeBufferPointer { ids in
      tokens.withUnsafeBufferPointer { tokens in
        for at in tokens.indices {
          if tokens[at].marks.contains(.stop), at > 0 { sentence += 1 }
          let match = lexicon.match(
            UnsafeBufferPointer(rebasing: ids[at...]), UnsafeBufferPointer(rebasing: tokens[at...]))
          if at >= next.grammar {
            let count = max(match.grammarCount, 1)
            let sense = match.grammar
            items.append(
              Item(
                start: Int32(at), end: Int32(at + count),
                tag: sense < 0 ? .none : lexicon.grammar[Int(sense)].tag, sense: sense,
                sentence: sentence, marks: tokens[at].marks))
            next.grammar = at + count
          }
          itemOf.append(Int32(items.count - 1))
          actorAt.append(-1)
          if match.actor >= 0, at >= next.actor {
            actorAt[at] = Int32(actors.count)
            actors.append(mention(at, match.actorCount, match.actor))
            next.actor = at + match.actorCount
          }
          if match.scene >= 0, at >= next.scene {
            scenes.append(mention(at, match.sceneCount, match.scene))
            next.scene = at + match.sceneCount
          }
          if match.source >= 0, at >= next.source {
            sources.append(mention(at, match.sourceCount, match.source))
            next.source = at + match.sourceCount
          }
        }
      }
    }
  }

  private func mention(_ start: Int, _ count: Int, _ index: Int32) -> Mention {
    Mention(start: Int32(start), end: Int32(start + count), index: index)
  }

  private mutating func clearMarks() {
    ids.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    itemOf.removeAll(keepingCapacity: true)
    actors.removeAll(keepingCapacity: true)
    scenes.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    actorAt.removeAll(keepingCapacity: true)
  }

  public mutating func take(_ words: Range<Int>) {
    for at in words { taken[at] = true }
  }

  mutating func release() {
    for at in taken.indices { taken[at] = false }
  }

  func isTaken(_ item: Item) -> Bool { taken[Int(item.start)] }

  /// The folded letters of a word.
  @inline(__always)
  func letters(_ at: Int, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    let token = tokens[at]
    return folded.withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[Int(token.foldedStart)..<Int(token.foldedEnd)]))
    }
  }

  /// Whether a word is spelled so, folded.
  func isWord(_ at: Int, _ word: StaticString) -> Bool {
    guard at >= 0, at < tokens.count else { return false }
    return letters(at) { bytes in
      guard bytes.count == word.utf8CodeUnitCount else { return false }
      for index in 0..<bytes.count where bytes[index] != word.utf8Start[index] { return false }
      return true
    }
  }
}

internal import JSON

/// The words of one language that sentences are read by: grammar, scenes, actors and sources.
///
/// Frozen at load. Finding the phrases that begin at a word costs a few tens of nanoseconds and
/// allocates nothing.
public final class Lexicon: Sendable {
  /// ISO 639-1.
  public let language: String
  public let grammar: [WordSense]
  public let scenes: [SceneSense]
  let words: NameTable
  private let nodes: [Node]
  private let edges: [Edge]
  private let mask: Int

  struct Node: Sendable {
    var grammar: Int32 = -1
    var scene: Int32 = -1
    var actor: Int32 = -1
    var source: Int32 = -1
    /// The actor's name is one only in capitals: `UN`, `EI`.
    var isActorInCapitals = false
    var isSourceInCapitals = false
    var hasEdges = false
  }

  struct Edge: Sendable {
    var key: UInt64 = .max
    var node: Int32 = 0
  }

  /// The longest phrases of each kind that begin at a word; lengths in words, 0 for none.
  public struct Match: Sendable {
    public var grammar: Int32 = -1
    public var grammarCount = 0
    public var scene: Int32 = -1
    public var sceneCount = 0
    public var actor: Int32 = -1
    public var actorCount = 0
    public var source: Int32 = -1
    public var sourceCount = 0
  }

  init(
    language: String, grammar: [WordSense], scenes: [SceneSense], words: NameTable, nodes: [Node],
    edges: [(key: UInt64, node: Int32)]
  ) {
    self.language = language
    self.grammar = grammar
    self.scenes = scenes
    self.words = words
    self.nodes = nodes
    var capacity = 8
    while capacity < edges.count * 2 { capacity *= 2 }
    var table = [Edge](repeating: Edge(), count: capacity)
    for edge in edges {
      var at = Self.slot(edge.key, capacity - 1)
      while table[at].key != .max { at = (at + 1) & (capacity - 1) }
      table[at] = Edge(key: edge.key, node: edge.node)
    }
    self.edges = table
    mask = capacity - 1
  }

  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  /// The number of a word, or −1. `isAccented` words are looked up with their accent first;
  /// unaccented ones also with it when the whole text has no accents.
  public func word(
    _ folded: UnsafeRawBufferPointer, isAccented: Bool, mayLackAccents: Bool
  ) -> Int32 {
    let plain = UnsafeRawBufferPointer(rebasing: folded.dropLast())
    if isAccented {
      let found = words.find(folded)
      if found >= 0 { return found }
    }
    let found = words.find(plain)
    if found >= 0 || isAccented || !mayLackAccents { return found }
    return words.find(folded)
  }

  /// Whether a word alone is one of the small words that a language is told by.
  public func isSmall(_ word: Int32) -> Bool {
    let sense = nodes[Int(word) + 1].grammar
    guard sense >= 0 else { return false }
    switch grammar[Int(sense)].tag {
    case .one, .many, .of, .and, .to, .be, .have, .agent, .towards, .who: return true
    default: return false
    }
  }

  /// The phrases that begin with the first of these words.
  public func match(
    _ ids: UnsafeBufferPointer<Int32>, _ tokens: UnsafeBufferPointer<Token>
  ) -> Match {
    var match = Match()
    guard let first = ids.first, first >= 0 else { return match }
    // A word's own node has its number, behind the root.
    var node = Int(first) + 1
    var count = 1
    var isCapital = tokens[0].marks.contains(.capitals)
    while true {
      let here = nodes[node]
      if here.grammar >= 0 { (match.grammar, match.grammarCount) = (here.grammar, count) }
      if here.scene >= 0 { (match.scene, match.sceneCount) = (here.scene, count) }
      if here.actor >= 0, isCapital || !here.isActorInCapitals {
        (match.actor, match.actorCount) = (here.actor, count)
      }
      if here.source >= 0, isCapital || !here.isSourceInCapitals {
        (match.source, match.sourceCount) = (here.source, count)
      }
      guard here.hasEdges, count < ids.count, ids[count] >= 0,
        tokens[count].marks.isDisjoint(with: [.stop, .pause, .comma, .opening, .closing, .colon])
      else { return match }
      let next = follow(node, ids[count])
      guard next >= 0 else { return match }
      node = next
      isCapital = isCapital && tokens[count].marks.contains(.capitals)
      count += 1
    }
  }

  private func follow(_ node: Int, _ word: Int32) -> Int {
    let key = UInt64(node) << 32 | UInt64(UInt32(bitPattern: word))
    var at = Self.slot(key, mask)
    while true {
      let edge = edges[at]
      if edge.key == key { return Int(edge.node) }
      if edge.key == .max { return -1 }
      at = (at + 1) & mask
    }
  }
}

import JSON
import Testing

@testable import JSONSchema

struct PatternTests {
  static let cases: [(String, String, Bool)] = [
    // pattern, text, matches
    ("^[a-z0-9-]+$", "team-mopti-1", true),
    ("^[a-z0-9-]+$", "team mopti", false),
    ("^[A-Z]{3}[0-9]-\\d{4}-\\d{2,4}$", "MOP1-2018-0629", true),
    ("^[A-Z]{3}[0-9]-\\d{4}-\\d{2,4}$", "MOP1-2018-06290", false),
    ("b", "abc", true),
    ("^$", "", true),
    ("^$", "a", false),
    ("a|^b$|c$", "xc", true),
    ("a|^b$|c$", "cx", false),
    ("(^a)+b", "ab", true),
    ("^(?:a|b)*c$", "ababc", true),
    ("^(?<year>\\d{4})$", "2018", true),
    ("^.$", "é", true),
    ("^.$", "😀", true),
    ("^.$", "\n", false),
    ("^[à-ÿ]+$", "éï", true),
    ("^[^à-ÿ]$", "é", false),
    ("^[^a]$", "é", true),
    ("^\\p{Lu}\\p{Ll}+$", "Évry", true),
    ("^\\P{L}+$", "12 €", true),
    ("^[\\p{L}\\d ']+$", "N'Tillit 2", true),
    ("^\\s\\S$", "\u{A0}x", true),
    ("^\\w+$", "é", false),
    ("^[\\W]$", "é", true),
    ("^\\u00e9\\x41\\u{1F600}\\uD83D\\uDE00$", "éA😀😀", true),
    ("^a{0}b$", "b", true),
    ("^(a?){3}$", "aaaa", false),
    ("^(a*)*$", "aaaa", true),
    ("^(|a)+$", "aa", true),
    ("^a+?b$", "aab", true),
    ("^[]$", "a", false),
    ("^[^]$", "\n", true),
    ("^[-a.]+\\.\\/$", "a-../", true),
    ("^x{70}$", String(repeating: "x", count: 70), true),
    ("^x{70}$", String(repeating: "x", count: 71), false),
    ("^(ab?){0,60}$", String(repeating: "ab", count: 60), true),
    ("^(ab?){0,60}$", String(repeating: "ab", count: 61), false),
    // What goes to PCRE2.
    ("^(?=.*\\d)(?!.*x).+$", "abc1", true),
    ("^(?=.*\\d)(?!.*x).+$", "abc1x", false),
    ("(?<=MOP)\\d(?<!0)", "MOP1", true),
    ("(?<=MOP)\\d(?<!0)", "MOP0", false),
    ("^(a|b)\\1$", "bb", true),
    ("^(a|b)\\1$", "ab", false),
    ("^(?<c>.)\\k<c>$", "éé", true),
    ("^\\k<c>(?<c>.)$", "é", true),
    ("^(?:(a)|b)\\1$", "b", true),
    ("^(?:(.)(?!\\1))+$", "abab", true),
    ("^(?:(.)(?!\\1))+$", "abba", false),
    ("^\\bab\\B", "abc", true),
    ("\\bé\\b", "é", false),
    ("^(?=a)[^]$", "a", true),
    ("^(?=a)[]|(?=b)", "a", false),
    ("a$(?=)", "a\n", false),
    ("^(?=.)\\s$", "\u{FEFF}", true),
    ("^(?=.)\\w$", "é", false),
    ("^\\p{Script=Latin}+$", "Évry", true),
    ("^\\p{sc=Arabic}+$", "Évry", false),
    ("^\\p{Emoji_Presentation}$", "😀", true),
    ("^\\P{ASCII}$", "é", true),
    ("^[\\p{Uppercase}\\d]{2}$", "É1", true),
    ("^\\p{digit}+$", "৪২", true),
    ("^\\cC\\0$", "\u{3}\u{0}", true),
    ("^\\ud83d$|^\\udc00", "😀", false),
    ("^[a-z]{300}$", String(repeating: "x", count: 300), true),
    ("^[a-z]{300}$", String(repeating: "x", count: 301), false),
  ]

  @Test(arguments: cases)
  func `a pattern matches as ECMA-262 says`(
    pattern: String, text: String, isMatch: Bool
  ) throws {
    #expect(try Self.matches(pattern, [text]) == [isMatch])
  }

  static let unreadable: [(String, String)] = [
    // pattern, reason
    ("(", "has a `(` that is not closed"),
    (")", "has a `)` that closes nothing"),
    ("[a", "has a `[` that is not closed"),
    ("*", "has a `*` with nothing to repeat"),
    ("a**", "repeats a repetition without a group around it"),
    ("^*", "repeats an anchor"),
    ("a{", "has a `{` that is no count; write `\\{` for the sign itself"),
    ("a{2,1}", "has a count from more to fewer"),
    ("a{99999}", "counts beyond 65535, which is not supported"),
    ("}", "has a bare `}`; write `\\}` for the sign itself"),
    ("[z-a]", "has a range that runs backwards"),
    ("[\\d-z]", "has a range in brackets from or to a class"),
    ("\\q", "uses `\\q`, which is no escape of ECMA-262"),
    ("\\-", "uses `\\-`, which is no escape of ECMA-262"),
    ("\\c1", "has a `\\c` without its letter"),
    ("\\01", "has a `\\0` before a digit"),
    ("a\\", "ends in a backslash"),
    ("\\u{110000}", "has a `\\u` that names no character"),
    ("\\p{Script=Klingon}", "uses a `\\p{…}` that names no property of Unicode"),
    ("\\p{script=Latin}", "uses a `\\p{…}` that names no property of Unicode"),
    ("\\p{IsLatin}", "uses a `\\p{…}` that names no property of Unicode"),
    ("(?<=a+)b", "looks behind by a length that varies, which PCRE2 does not support"),
    ("(?=a)*", "repeats an assertion"),
    ("(a)\\2", "refers back to a group that is not there (`\\2`)"),
    ("\\k<x>", "refers back to a group that is not there (`\\k<x>`)"),
    ("(?<n>a)(?<n>b)", "has two groups of the name `n`"),
    ("(?P<n>a)", "has a `(?` of an unknown kind"),
    ("(?i)a", "has a `(?` of an unknown kind"),
    (String(repeating: "(", count: 100), "nests groups more than 64 deep"),
  ]

  @Test(arguments: unreadable)
  func `a pattern that cannot be followed is named, not guessed`(
    pattern: String, reason: String
  ) throws {
    var found: String?
    do throws(PatternFault) {
      var parser = PatternParser(pattern)
      let tree = try parser.parse()
      if parser.needsBacktracking { try ForeignPattern(tree).free() }
    } catch {
      found = error.reason
    }
    #expect(found == reason)
  }

  @Test func `matching agrees with an oracle that tries every way`() throws {
    var random = SeededGenerator(state: 7)
    for _ in 0..<500 {
      let pattern = Self.pattern(&random, depth: 3)
      var parser = PatternParser(pattern)
      let tree = try parser.parse()
      let texts = (0..<6).map { _ in
        (0..<random.below(7)).map { _ in random.pick(["a", "b", "é"]) }.joined()
      }
      let expected = texts.map { ExhaustiveOracle($0).matches(tree) }
      #expect(try Self.matches(pattern, texts) == expected, "\(pattern) on \(texts)")
    }
  }

  @Test func `PCRE2 and the automaton agree on what both can follow`() throws {
    var random = SeededGenerator(state: 11)
    for _ in 0..<400 {
      let pattern = Self.pattern(&random, depth: 3)
      let texts = (0..<6).map { _ in
        (0..<random.below(7)).map { _ in random.pick(["a", "b", "é"]) }.joined()
      }
      let own = try Self.matches(pattern, texts)
      let foreign = try Self.matches("(?:\(pattern))(?=[^]|$)", texts)
      #expect(own == foreign, "\(pattern) on \(texts)")
    }
  }

  @Test(arguments: ["^(a+)+\\1$(?!b)", "^(?=(a|a)*$)(?!b)(a|aa)+$\\b(?=c)"])
  func `a hostile text ends in a named refusal, soon`(pattern: String) throws {
    let schema = try Schema(
      Self.document {
        $0.name("pattern"); $0.string(pattern)
      }, name: "hostile")
    let text = String(repeating: "a", count: 50_000) + "!"
    let judgement = try Judgement(schema, Array("\"\(text)\"".utf8))
    #expect(!judgement.isAccepted && judgement.isConsistent)
    #expect(judgement.violations.map(\.keyword) == ["limit"])
  }

  /// The texts are matched through a schema, and through a wide automaton as well.
  static func matches(_ pattern: String, _ texts: [String]) throws -> [Bool] {
    let narrow = try Schema(
      document {
        $0.name("pattern"); $0.string(pattern)
      }, name: "narrow")
    let wide = try Schema(
      document {
        $0.name("pattern"); $0.string("(?:\(pattern))|(?:^z{70}never$)")
      }, name: "wide")
    return try texts.map { text in
      var writer = Writer()
      writer.string(text)
      let judgement = try Judgement(narrow, writer.bytes)
      let other = try Judgement(wide, writer.bytes)
      #expect(judgement.isConsistent && other.isConsistent)
      #expect(judgement.isAccepted == other.isAccepted, "narrow and wide differ")
      return judgement.isAccepted
    }
  }

  private static func document(_ body: (inout Writer) -> Void) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    body(&writer)
    writer.endObject()
    return writer.bytes
  }

  private static func pattern(_ random: inout SeededGenerator, depth: Int) -> String {
    switch random.below(depth > 0 ? 12 : 6) {
    case 0, 1: return "a"
    case 2: return "b"
    case 3: return random.pick(["é", ".", "[ab]", "[^a]", "\\w", "[à-ü]"])
    case 4: return random.pick(["^", "$", "", "(?:)"])
    case 5: return random.pick(["a*", "b+", "a?", "b{2}", "a{1,3}"])
    case 6:
      return "(\(pattern(&random, depth: depth - 1)))"
        + random.pick(["*", "+", "?", "{2}", "{0,2}"])
    case 7, 8:
      return "(?:\(pattern(&random, depth: depth - 1))|\(pattern(&random, depth: depth - 1)))"
    default: return pattern(&random, depth: depth - 1) + pattern(&random, depth: depth - 1)
    }
  }
}

/// Every way to match, tried one after the other: sets of ends, no automaton.
struct ExhaustiveOracle {
  let scalars: [UInt32]

  init(_ text: String) {
    scalars = text.unicodeScalars.map(\.value)
  }

  func matches(_ tree: PatternTree) -> Bool {
    (0...scalars.count).contains { !ends(tree, [$0]).isEmpty }
  }

  private func ends(_ tree: PatternTree, _ starts: Set<Int>) -> Set<Int> {
    switch tree {
    case .empty: return starts
    case .start: return starts.filter { $0 == 0 }
    case .end: return starts.filter { $0 == scalars.count }
    case .set(let set):
      return Set(starts.filter { $0 < scalars.count && set.contains(scalars[$0]) }.map { $0 + 1 })
    case .sequence(let parts): return parts.reduce(starts) { ends($1, $0) }
    case .choice(let branches): return branches.reduce(into: []) { $0.formUnion(ends($1, starts)) }
    case .repeated(let body, let least, let most, _):
      var here = starts
      for _ in 0..<least { here = ends(body, here) }
      var all = here
      var count = least
      while count < most ?? .max {
        let next = ends(body, all).union(all)
        if next == all { break }
        all = next
        count += 1
      }
      return all
    case .group(let body): return ends(body, starts)
    case .wordBoundary, .look, .reference: return []
    }
  }
}

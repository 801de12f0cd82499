private import CPCRE2

/// A pattern for PCRE2: what looks around, refers back, or is too large for an automaton of ours.
///
/// Bounded in time and memory: a match that would go back more often than the walk has steps left
/// exhausts the walk, which is a named outcome. The interpreter is used, not the JIT: it keeps its
/// state on the heap, under a limit, so no text can exhaust the stack.
struct ForeignPattern: BitwiseCopyable {
  /// KiB that one match may hold.
  private static let heapMax: UInt32 = 8_192

  // Safe because the plan that holds the pattern frees it once, after the last walk, and PCRE2
  // never writes to a compiled pattern.
  private let code: OpaquePointer

  /// Compiles a pattern that was read as ECMA-262's.
  init(_ tree: PatternTree) throws(PatternFault) {
    var spelling = ""
    Self.spell(tree, into: &spelling)
    switch Self.compile(spelling) {
    case .success(let code): self.code = code
    case .failure(let fault): throw fault
    }
  }

  func free() { pcre2_code_free_8(code) }

  /// Whether PCRE2 has such a property of characters.
  static func knows(property name: String) -> Bool {
    guard name.utf8.count < 64, case .success(let code) = compile("\\p{\(name)}") else {
      return false
    }
    pcre2_code_free_8(code)
    return true
  }

  private static func compile(_ spelling: String) -> Result<OpaquePointer, PatternFault> {
    var (code, offset): (Int32, Int) = (0, 0)
    let options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_UNSET_BACKREF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let bytes = Array(spelling.utf8)
    if let compiled = pcre2_compile_8(bytes, bytes.count, options, &code, &offset, nil) {
      return .success(compiled)
    }
    // PCRE2's number for a lookbehind that is not of fixed length.
    if code == 125 {
      return .failure(
        PatternFault(
          reason: "looks behind by a length that varies, which PCRE2 does not support"))
    }
    return .failure(PatternFault(reason: "is refused by PCRE2: \(message(code))"))
  }

  private static func message(_ code: Int32) -> String {
    var room = [UInt8](repeating: 0, count: 160)
    let length = pcre2_get_error_message_8(code, &room, room.count)
    return length > 0 ? String(decoding: room.prefix(Int(length)), as: UTF8.self) : "error \(code)"
  }

  /// Whether the pattern matches anywhere in the text. When steps run out the answer is no and
  /// `steps` is below 1. Allocates.
  ///
  /// PCRE2 does not tell what a match cost, so a small limit is tried first and paid for; a match
  /// that hits it is tried again with eight times as much. What is paid is never less than half of
  /// what is spent, and a friendly match costs little.
  func matches(_ text: UnsafeRawBufferPointer, _ steps: inout Int) -> Bool {
    guard let context = pcre2_match_context_create_8(nil),
      let data = pcre2_match_data_create_8(1, nil)
    else {
      steps = 0
      return false
    }
    defer {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
    pcre2_set_heap_limit_8(context, Self.heapMax)
    // Safe because an empty text reads no byte, so any address does.
    let start = text.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var limit = 512 + 4 * text.count
    while steps > 0 {
      limit = min(limit, steps, Int(UInt32.max))
      steps -= limit
      pcre2_set_match_limit_8(context, UInt32(limit))
      let result = withUnsafePointer(to: UInt8(0)) { nothing in
        pcre2_match_8(
          code, start ?? nothing, text.count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, context)
      }
      if result >= 0 { return true }
      if result == PCRE2_ERROR_NOMATCH { return false }
      guard result == PCRE2_ERROR_MATCHLIMIT else { break }
      limit *= 8
    }
    steps = 0
    return false
  }
}

extension ForeignPattern {
  /// Spells a pattern as PCRE2 has it: what differs between the two is written out.
  fileprivate static func spell(_ tree: PatternTree, into text: inout String) {
    switch tree {
    case .empty: break
    case .set(let set): text += spelling(set)
    case .start: text += "\\A"
    case .end: text += "\\z"
    case .sequence(let parts):
      for part in parts { spell(part, in: "(?:", into: &text, isBare: !isChoice(part)) }
    case .choice(let branches):
      for (at, branch) in branches.enumerated() {
        if at > 0 { text += "|" }
        spell(branch, into: &text)
      }
    case .repeated(let body, let least, let most, let isLazy):
      spell(body, in: "(?:", into: &text, isBare: isAtom(body))
      text += "{\(least),\(most.map(String.init) ?? "")}" + (isLazy ? "?" : "")
    case .group(let body): spell(body, in: "(", into: &text)
    case .wordBoundary(let isNegated): text += isNegated ? "\\B" : "\\b"
    case .look(let body, let isBehind, let isNegated):
      spell(body, in: "(?" + (isBehind ? "<" : "") + (isNegated ? "!" : "="), into: &text)
    case .reference(let group): text += "\\g{\(group)}"
    }
  }

  private static func spell(
    _ tree: PatternTree, in open: String, into text: inout String, isBare: Bool = false
  ) {
    if !isBare { text += open }
    spell(tree, into: &text)
    if !isBare { text += ")" }
  }

  private static func isChoice(_ tree: PatternTree) -> Bool {
    if case .choice = tree { return true }
    return false
  }

  private static func isAtom(_ tree: PatternTree) -> Bool {
    switch tree {
    case .set, .group: true
    default: false
    }
  }

  private static func spelling(_ set: CharacterSet) -> String {
    var items = set.ranges.map { range in
      let first = "\\x{\(String(range.first, radix: 16))}"
      return range.first == range.last
        ? first : "\(first)-\\x{\(String(range.last, radix: 16))}"
    }
    items += GeneralCategory.shortNames(of: set.categories).map { "\\p{\($0)}" }
    items += set.properties
    guard !items.isEmpty else { return set.isNegated ? "(?s:.)" : "(?!)" }
    return "[" + (set.isNegated ? "^" : "") + items.joined() + "]"
  }
}

import JSON

/// How a sentence names the value that a pointer points at: by its member's name.
enum Subject {
  static func phrase(for pointer: String) -> String {
    guard let tokens = Pointer(pointer)?.tokens, !tokens.isEmpty else { return "the document" }
    var places = ""
    for token in tokens.reversed() {
      if isPosition(token) {
        places = "[\(token)]\(places)"
        continue
      }
      guard let name = Excerpt.plain(Array(token.utf8)) else { return "the member" }
      return "`\(name)\(places)`"
    }
    return "item `\(places)`"
  }

  private static func isPosition(_ token: String) -> Bool {
    !token.isEmpty && token.utf8.count < 7 && token.utf8.allSatisfy(FormatScanner.isDigit)
  }
}

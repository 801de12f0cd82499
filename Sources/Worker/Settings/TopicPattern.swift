internal import Glibc

/// A pattern of topic names as librdkafka reads it: POSIX, extended.
struct TopicPattern: ~Copyable {
  private var compiled = regex_t()

  /// Nil when it is no regular expression.
  init?(_ text: String) {
    guard regcomp(&compiled, text, REG_EXTENDED | REG_NOSUB) == 0 else { return nil }
  }

  deinit {
    var compiled = compiled
    regfree(&compiled)
  }

  func matches(_ name: String) -> Bool {
    withUnsafePointer(to: compiled) { regexec($0, name, 0, nil, 0) == 0 }
  }
}

extension WorkerSettings {
  /// Takes one value; answers what is wrong with it and what to do.
  mutating func take(_ setting: Setting, _ value: String) -> (sentence: String, remedy: String)? {
    switch setting.kind {
    case .text(let place, let rule):
      if let objection = rule.objection(to: value) { return objection }
      self[keyPath: place] = value
    case .texts(let place):
      self[keyPath: place] = value.split(separator: ",").map { Self.trimmed(String($0)) }
        .filter { !$0.isEmpty }
    case .integer(let place, let range):
      guard let number = Int(Self.trimmed(value)), range.contains(number) else {
        return (
          "must be a whole number from \(range.lowerBound) to \(range.upperBound).",
          "The default is \(setting.standard)."
        )
      }
      self[keyPath: place] = number
    case .toggle(let place):
      switch Self.trimmed(value) {
      case "true": self[keyPath: place] = true
      case "false": self[keyPath: place] = false
      default: return ("must be true or false.", "The default is \(setting.standard).")
      }
    case .secret(let place): self[keyPath: place] = value
    }
    return nil
  }

  static func trimmed(_ text: String) -> String {
    let rest = text.drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }

  /// Levenshtein's edit distance, for "did you mean".
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let cost = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(cost, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}

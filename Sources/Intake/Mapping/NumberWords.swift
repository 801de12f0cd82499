/// Numbers in French and English words.
///
/// Vague words as ACLED counts them (codebook, fatalities): several and few 3, tens 10, dozens 12,
/// hundreds 100; the French collectives at their number.
enum NumberWords {
  enum Bound { case none, least, most }

  private static let units: [String: Int32] = [
    "un": 1, "une": 1, "one": 1, "a": 1, "an": 1, "deux": 2, "two": 2, "trois": 3, "three": 3,
    "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8,
    "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "onze": 11, "eleven": 11,
    "douze": 12, "twelve": 12, "treize": 13, "thirteen": 13, "quatorze": 14, "fourteen": 14,
    "quinze": 15, "fifteen": 15, "seize": 16, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "vingt": 20, "vingts": 20, "twenty": 20, "trente": 30, "thirty": 30,
    "quarante": 40, "forty": 40, "cinquante": 50, "fifty": 50, "soixante": 60, "sixty": 60,
    "seventy": 70, "septante": 70, "eighty": 80, "huitante": 80, "ninety": 90, "nonante": 90,
  ]
  private static let collectives: [String: Int32] = [
    "dizaine": 10, "dizaines": 10, "tens": 10, "douzaine": 12, "douzaines": 12, "dozen": 12,
    "dozens": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "centaines": 100, "hundreds": 100,
    "millier": 1_000, "milliers": 1_000, "thousands": 1_000,
  ]
  private static let powers: [String: Int32] = [
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1_000, "thousand": 1_000,
  ]
  private static let whole: [String: Int32] = [
    "plusieurs": 3, "several": 3, "quelques": 3, "few": 3, "some": 3, "aucun": 0, "aucune": 0,
    "none": 0, "no": 0, "zero": 0, "neant": 0, "nul": 0, "sans": 0, "ras": 0,
  ]
  private static let links: Set<String> = ["a", "to", "ou", "or", "et", "and"]
  private static let bounds: [String: Bound] = [
    "moins": .least, "least": .least, "plus": .least, "more": .least, "over": .least,
    "jusqu": .most, "up": .most,
  ]

  static func isLink(_ word: [UInt8]) -> Bool { links.contains(text(word)) }
  static func bound(_ word: [UInt8]) -> Bound? { bounds[text(word)] }

  private static func text(_ word: [UInt8]) -> String { String(decoding: word, as: UTF8.self) }

  /// The number that begins at a position, which moves behind it; nil when none does.
  static func number(_ tokens: ArraySlice<CountToken>, _ at: inout Int) -> Int32? {
    if case .number(let value) = tokens[at] {
      at += 1
      return multiplied(value, tokens, &at)
    }
    guard case .word(let bytes) = tokens[at] else { return nil }
    let word = text(bytes)
    if let value = whole[word] {
      at += 1
      return value
    }
    if let value = collectives[word] ?? powers[word] {
      at += 1
      return word == "mille" || word == "cent" ? remainder(value, tokens, &at) : value
    }
    guard let value = units[word] else { return nil }
    // “à” folds to “a”, which stands for one only before a word that counts: “a dozen”.
    if word == "a" || word == "an" {
      guard at + 1 < tokens.endIndex, case .word(let next) = tokens[at + 1],
        collectives[text(next)] != nil || powers[text(next)] != nil || text(next) == "few"
      else { return nil }
    }
    at += 1
    return multiplied(remainder(value, tokens, &at), tokens, &at)
  }

  /// “deux cents”, “une dizaine”, “3 thousand”.
  private static func multiplied(
    _ value: Int32, _ tokens: ArraySlice<CountToken>, _ at: inout Int
  ) -> Int32 {
    guard at < tokens.endIndex, case .word(let bytes) = tokens[at],
      let factor = collectives[text(bytes)] ?? powers[text(bytes)], value < 10_000
    else { return value }
    at += 1
    return remainder(value * factor, tokens, &at)
  }

  /// Smaller numbers behind a larger one: “vingt et un”, “soixante-dix”, “cent vingt”,
  /// “quatre-vingt-douze”.
  private static func remainder(
    _ value: Int32, _ tokens: ArraySlice<CountToken>, _ at: inout Int
  ) -> Int32 {
    var value = value
    while value >= 4 {
      var next = at
      while next < tokens.endIndex {
        if tokens[next] == .dash {
          next += 1
        } else if value >= 20, case .word(let bytes) = tokens[next],
          text(bytes) == "et" || text(bytes) == "and"
        {
          next += 1
        } else {
          break
        }
      }
      guard next < tokens.endIndex, case .word(let bytes) = tokens[next],
        let small = units[text(bytes)], text(bytes) != "a", text(bytes) != "an"
      else { return value }
      if value == 4, small == 20 {
        value = 80
      } else if value >= 20 && value % 10 == 0 && small < 20 || value == 10 && small < 10
        || value % 100 == 0 && small < 100
      {
        value += small
      } else {
        return value
      }
      at = next + 1
    }
    return value
  }
}

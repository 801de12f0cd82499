internal import JSON
internal import Model

/// An answer, understood.
enum FormAnswer: Equatable, Sendable {
  case text(String)
  case code(String)
  case codes([String])
  case time(FormTime)
  case position(Coordinates)
  case count(FormCount)

  enum Reading {
    case taken(FormAnswer)
    case refused(Phrase)
  }

  static func read(
    _ text: String, _ kind: FormQuestion.Kind, at now: Instant, offset: Int64
  ) -> Reading {
    switch kind {
    case .text(let most):
      guard text.unicodeScalars.count <= most else {
        return .refused(
          Phrase(
            "Trop long : \(most) caractères au plus.", "Too long: \(most) characters at most."))
      }
      return .taken(.text(text))
    case .choice(let choices):
      guard let code = find(text, choices) else { return .refused(choose(choices.count)) }
      return .taken(.code(code))
    case .choices(let choices):
      var codes: [String] = []
      for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
        guard let code = find(trimmed(String(part)), choices) else {
          return .refused(choose(choices.count))
        }
        if !codes.contains(code) { codes.append(code) }
      }
      return .taken(.codes(codes))
    case .time:
      guard let time = FormTime(text, now: now, offset: offset) else {
        return .refused(
          Phrase(
            "Je ne comprends pas cette date. Écrivez 29/06/2018 16:30 ou 29/06/2018.",
            "I do not understand this date. Write 29/06/2018 16:30 or 29/06/2018."))
      }
      return .taken(.time(time))
    case .position:
      guard let point = position(text) else {
        return .refused(
          Phrase(
            "Écrivez latitude, longitude en degrés : 14.53, -4.09",
            "Write latitude, longitude in degrees: 14.53, -4.09"))
      }
      return .taken(.position(point))
    case .count:
      guard let count = FormCount(text) else {
        return .refused(
          Phrase("Écrivez 3, 3-5 ou « au moins 3 ».", "Write 3, 3-5 or “at least 3”."))
      }
      return .taken(.count(count))
    }
  }

  private static func choose(_ count: Int) -> Phrase {
    Phrase("Écrivez un numéro de 1 à \(count).", "Write a number from 1 to \(count).")
  }

  /// By number, by code, or by its words in either language.
  private static func find(_ text: String, _ choices: [FormQuestion.Choice]) -> String? {
    if let number = Int(text) {
      return choices.indices.contains(number - 1) ? choices[number - 1].code : nil
    }
    let wanted = text.lowercased()
    return choices.first {
      $0.code == wanted || $0.phrase.fr.lowercased() == wanted
        || $0.phrase.en.lowercased() == wanted
    }?.code
  }

  /// `14.53, -4.09`; decimal commas where a semicolon or a space parts the two.
  private static func position(_ text: String) -> Coordinates? {
    let hasSemicolon = text.contains(";")
    let hasComma = text.contains(", ") || text.contains(".")
    let separator: Character = hasSemicolon ? ";" : hasComma ? "," : " "
    let parts = text.split(separator: separator).map { trimmed(String($0)) }
    guard parts.count == 2, let latitude = Double(parts[0].replacing(",", with: ".")),
      let longitude = Double(parts[1].replacing(",", with: "."))
    else { return nil }
    return Coordinates(latitude: latitude, longitude: longitude)
  }

  static func trimmed(_ text: String) -> String {
    let rest = text.drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}

/// How many: a number, a range, or a least.
struct FormCount: Equatable, Sendable {
  let low: Int?
  let best: Int?
  let high: Int?

  init?(_ text: String) {
    let lowered = text.lowercased()
    let numbers = lowered.split { !$0.isNumber }.compactMap { Int($0) }
    guard let first = numbers.first, numbers.allSatisfy({ $0 <= 10_000_000 }) else { return nil }
    let words = String(lowered.filter { !$0.isNumber })
    let trimmed = FormAnswer.trimmed(words)
    if numbers.count == 2, ["-", "–", "à", "to", "a", "et", "and"].contains(trimmed) {
      guard first <= numbers[1] else { return nil }
      (low, best, high) = (first, nil, numbers[1])
      return
    }
    guard numbers.count == 1 else { return nil }
    switch trimmed {
    case "": (low, best, high) = (nil, first, nil)
    case "au moins", "at least", "≥", "+": (low, best, high) = (first, nil, nil)
    case "au plus", "at most", "≤", "jusqu'à", "up to": (low, best, high) = (nil, nil, first)
    case "environ", "about", "~", "env.": (low, best, high) = (nil, first, nil)
    default: return nil
    }
  }

  func write(to writer: inout Writer) {
    if let best {
      writer.integer(Int64(best))
      return
    }
    writer.beginObject()
    if let low {
      writer.name("low")
      writer.integer(Int64(low))
    }
    if let high {
      writer.name("high")
      writer.integer(Int64(high))
    }
    writer.endObject()
  }
}

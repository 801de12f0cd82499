internal import JSON
public import Model

/// Asks what `field-report/3` needs, in French or English, and writes it.
///
/// A value without a terminal: whoever shows it asks `next`, hands the answer to `answer`, and says
/// what is wrong with it until it is taken. What is known already is not asked.
public struct FieldForm {
  public let language: FormLanguage
  /// The form's clock: what "today" means.
  let now: Instant
  /// Seconds east of UTC of the times that people give.
  let localOffset: Int64
  private var answers: [FormQuestion.Key: FormAnswer] = [:]
  private var asked = 0

  public init(language: FormLanguage, team: String, now: Instant, localOffset: Int64) {
    self.language = language
    self.now = now
    self.localOffset = localOffset
    if !team.isEmpty { answers[.team] = .text(team) }
  }

  /// Every question that may be asked, in order.
  public static var questions: [FormQuestion] { FormQuestion.all }

  /// The next question; nil at the end.
  public var next: FormQuestion? {
    FormQuestion.all.dropFirst(asked).first { question in
      answers[question.key] == nil && !isIdle(question.key)
    }
  }

  /// Takes the answer to `next`; the sentence says why not, and the question stands.
  public mutating func answer(_ text: String) -> String? {
    guard let question = next else { return nil }
    let text = FormAnswer.trimmed(text)
    if text.isEmpty {
      guard question.isRequired else {
        asked = (FormQuestion.all.firstIndex { $0.key == question.key } ?? asked) + 1
        return nil
      }
      return Phrase("Il faut une réponse.", "An answer is needed.")[language]
    }
    switch FormAnswer.read(text, question.kind, at: now, offset: localOffset) {
    case .taken(let answer): answers[question.key] = answer
    case .refused(let why): return why[language]
    }
    asked = (FormQuestion.all.firstIndex { $0.key == question.key } ?? asked) + 1
    return nil
  }

  /// Tolls and types say nothing of a statement; displaced people have a count of their own.
  private func isIdle(_ key: FormQuestion.Key) -> Bool {
    guard case .code(let kind)? = answers[.kind] else { return false }
    switch key {
    case .type, .targets, .killed, .wounded, .abducted: return kind != "security"
    case .displaced: return kind != "displacement"
    case .who: return kind == "closure" || kind == "displacement"
    default: return false
    }
  }

  /// The report; its id is left to whoever sends it.
  public var document: [UInt8] {
    var writer = Writer()
    writer.beginObject()
    writer.name("schema")
    writer.string("field-report/3")
    if case .text(let team)? = answers[.team] { writer.member("source", team) }
    writer.member("submitted", now)
    if case .code(let kind)? = answers[.kind] { writer.member("kind", kind) }
    if case .code(let type)? = answers[.type] { writer.member("type", type) }
    if case .time(let time)? = answers[.when] { time.write(to: &writer) }
    writePlace(to: &writer)
    if case .codes(let codes)? = answers[.targets] {
      writer.name("targets")
      writer.beginArray()
      for code in codes { writer.string(code) }
      writer.endArray()
    }
    writePeople(to: &writer)
    if case .text(let text)? = answers[.text] {
      writer.name("text")
      writer.beginObject()
      writer.member("language", language.rawValue)
      writer.member("description", text)
      writer.endObject()
    }
    writer.endObject()
    return writer.bytes
  }

  private func writePlace(to writer: inout Writer) {
    writer.name("place")
    writer.beginObject()
    if case .text(let name)? = answers[.place] { writer.member("name", name) }
    if case .position(let point)? = answers[.position] { writer.members(point) }
    writer.endObject()
  }

  private func writePeople(to writer: inout Writer) {
    if case .text(let who)? = answers[.who] {
      writer.name("actors")
      writer.beginArray()
      writer.beginObject()
      writer.member("role", "perpetrator")
      writer.name("candidates")
      writer.beginArray()
      writer.beginObject()
      writer.member("name", who)
      writer.endObject()
      writer.endArray()
      writer.endObject()
      writer.endArray()
    }
    let harms: [(StaticString, FormQuestion.Key)] = [
      ("killed", .killed), ("wounded", .wounded), ("abducted", .abducted),
    ]
    if harms.contains(where: { answers[$0.1] != nil }) {
      writer.name("tolls")
      writer.beginObject()
      for (name, key) in harms {
        guard case .count(let count)? = answers[key] else { continue }
        writer.name(name)
        writer.beginObject()
        writer.name("all")
        count.write(to: &writer)
        writer.endObject()
      }
      writer.endObject()
    }
    if case .count(let count)? = answers[.displaced] {
      writer.name("counts")
      writer.beginObject()
      writer.name("individuals_displaced")
      count.write(to: &writer)
      writer.endObject()
    }
  }
}

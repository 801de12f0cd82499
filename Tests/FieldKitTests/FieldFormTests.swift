import Foundation
import JSON
import Model
import Testing

@testable import FieldKit

/// The form's answers, and what it fills in.
@Suite struct FieldFormSuite {
  /// 2018-06-29 18:00 UTC.
  static let now = Instant(seconds: 1_530_295_200)

  static func form(_ answers: [String], in language: FormLanguage = .french) -> FieldForm {
    var form = FieldForm(language: language, team: "team-gao-1", now: now, localOffset: 0)
    for answer in answers { #expect(form.answer(answer) == nil, "\(answer)") }
    return form
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `answers in French make a report`() {
    let form = Self.form([
      "1", "attaque contre des civils", "hier 16h30", "Sévaré, région de Mopti", "14.53, -4.09",
      "1, 12", "hommes armés", "3-5", "au moins 2", "", "Des hommes à moto ont tiré.",
    ])
    #expect(form.next == nil)
    #expect(
      Self.text(form.document)
        == #"{"schema":"field-report/3","source":"team-gao-1","submitted":"2018-06-29T18:00:00Z","#
        + #""kind":"security","type":"attack","#
        + #""occurred":{"from":"2018-06-28T16:30:00Z","precision":"hour"},"#
        + #""place":{"name":"Sévaré, région de Mopti","latitude":14.53,"longitude":-4.09},"#
        + #""targets":["civilians","market"],"#
        + #""actors":[{"role":"perpetrator","candidates":[{"name":"hommes armés"}]}],"#
        + #""tolls":{"killed":{"all":{"low":3,"high":5}},"wounded":{"all":{"low":2}}},"#
        + #""text":{"language":"fr","description":"Des hommes à moto ont tiré."}}"#)
  }

  @Test func `what cannot matter is not asked`() {
    let form = Self.form(
      ["displacement", "29/06/2018", "Koro", "", "about 300"], in: .english)
    #expect(form.next?.key == .text)
    #expect(Self.text(form.document).contains(#""counts":{"individuals_displaced":300}"#))
    #expect(Self.text(form.document).contains(#"{"from":"2018-06-29","precision":"day"}"#))
  }

  @Test func `a refused answer leaves the question standing, and says how to write it`() {
    var form = Self.form(["1", ""])
    #expect(form.next?.key == .when)
    let why = form.answer("mardi")
    #expect(why?.hasPrefix("Je ne comprends pas cette date.") == true)
    #expect(form.answer("") == "Il faut une réponse.")
    #expect(form.next?.key == .when)
    #expect(form.answer("29.06.2018 7h05") == nil)
    #expect(Self.text(form.document).contains("2018-06-29T07:05:00Z"))
  }

  @Test(arguments: [
    ("29/06/2018", "2018-06-29" as String?),
    ("2018-06-29 16:30", "2018-06-29T16:30:00Z"), ("aujourd'hui", "2018-06-29"),
    ("today at 16h", "2018-06-29T16:00:00Z"),
    ("avant-hier", "2018-06-27"), ("31/02/2018", nil), ("29/06", nil), ("16:30", nil),
    ("29/06/2018 25:00", nil), ("29/06/2018 7h5", nil), ("29/06/2018 16:30 soir", nil),
  ])
  func `a time is read as people write it`(text: String, expected: String?) {
    #expect(FormTime(text, now: Self.now, offset: 0)?.written == expected)
  }

  @Test func `an hour carries the theatre's clock`() {
    let time = FormTime("29/06/2018 16:30", now: Self.now, offset: -12_600)
    #expect(time?.written == "2018-06-29T16:30:00-03:30")
  }

  @Test(arguments: [
    ("3", nil as Int?, 3 as Int?, nil as Int?), ("3-5", 3, nil, 5), ("entre 3", nil, nil, nil),
    ("au moins 3", 3, nil, nil),
    ("up to 12", nil, nil, 12), ("environ 20", nil, 20, nil), ("5-3", nil, nil, nil),
    ("beaucoup", nil, nil, nil), ("-4", nil, nil, nil), ("99999999", nil, nil, nil),
  ])
  func `a count is a number, a range or a bound`(
    text: String, low: Int?, best: Int?, high: Int?
  ) {
    let count = FormCount(text)
    #expect(count?.low == low && count?.best == best && count?.high == high)
    #expect((count == nil) == (low == nil && best == nil && high == nil))
  }

  @Test func `what a device knows is filled in, and what the team wrote stays as it is`() {
    let filling = ReportFilling(team: "team-gao-1", now: Self.now)
    let digest = Fingerprint(of: "x")
    let known: Set<String> = ["id", "source", "submitted"]
    func fill(_ text: String, _ known: Set<String>) -> String {
      Self.text(filling.fill(Array(text.utf8), digest: digest, known: known).value)
    }
    let id = "\(digest)".prefix(12)
    #expect(
      fill(#"{ "kind" : "security" }"#, known)
        == #"{"id":"team-gao-1-\#(id)","source":"team-gao-1","submitted":"2018-06-29T18:00:00Z","#
        + #" "kind" : "security" }"#)
    #expect(
      fill(#"{"id":"1","source":"me","submitted":null}"#, known)
        == #"{"id":"1","source":"me","submitted":null}"#)
    #expect(fill(#"{"source":"me"}"#, ["id"]) == #"{"id":"me-\#(id)","source":"me"}"#)
    #expect(fill("{}", ["source"]) == #"{"source":"team-gao-1"}"#)
    #expect(fill("[1]", known) == "[1]")
    #expect(fill("{", known) == "{")
  }
}

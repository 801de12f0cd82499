import Intake
import JSON
import Model
import Testing

/// Nothing that identifies the reporter leaves Intake.
struct ProtectionTests {
  static func description(_ text: String, reporter: String = "{}") throws -> Rig.Processed {
    try Rig.process(
      Rig.report(
        ("text", #"{"language":"fr","title":"t","description":"\#(text)"}"#),
        ("reporter", reporter)))
  }

  @Test(arguments: [
    ("Écrire à awa.diallo@exemple.org svp", "Écrire à [removed] svp"),
    ("«awa@exemple.org»", "«[removed]»"),
    ("Appeler le 76 12 34 56 ce soir", "Appeler le [removed] ce soir"),
    ("Tél. +223 76-12-34-56.", "Tél. [removed]."),
    ("(00223) 76.12.34.56, bureau", "[removed], bureau"),
    ("76123456", "[removed]"),
    ("76\u{A0}12\u{202F}34\u{A0}56 !", "[removed] !"),
    ("٧٦١٢٣٤٥٦ اتصل", "[removed] اتصل"),
    ("NINA 18512345678901", "NINA [removed]"),
    // No contacts: dates, years, tolls, times, handles.
    ("Le 2018-06-29, 14 morts, 30 blessés", "Le 2018-06-29, 14 morts, 30 blessés"),
    ("29/06/2018 et 30/06/2018", "29/06/2018 et 30/06/2018"),
    ("entre 2015-2018", "entre 2015-2018"),
    ("à 14h30, 12 à 15 personnes, 1 200 déplacés", "à 14h30, 12 à 15 personnes, 1 200 déplacés"),
    ("selon @MENASTREAM, à 45 km", "selon @MENASTREAM, à 45 km"),
    ("644 bureaux sur 23 041", "644 bureaux sur 23 041"),
  ])
  func `takes contacts out of texts and leaves the rest`(_ text: String, _ expected: String) throws
  {
    let result = try Self.description(text)
    #expect(try Rig.part(result.value, "/description") == "\"\(expected)\"")
    #expect(result.flags.contains("text_redacted") == (text != expected))
  }

  @Test(arguments: [
    ("Vu par Awa Diallo hier", "Vu par [removed] hier"),
    ("AWA  DIALLO, témoin", "[removed], témoin"),
    ("diallo awa", "[removed]"),
    ("Awa-Diallo et Awa", "[removed] et Awa"),
    ("A\u{301}wa Diàllo", "[removed]"),
    (#"Aw\u0061 D\u0069allo"#, "[removed]"),
    ("Awadiallo, Diallo", "Awadiallo, Diallo"),
    ("76/12/34/56", "[removed]"),
    ("7 6 1 2 3 4 5 6", "[removed]"),
    ("sept: 76, 12, 34, 56.", "sept: [removed]."),
    ("awa (at) ong (point) ml", "[removed]"),
    ("AWA@ONG.ML", "[removed]"),
    ("Awa at ong dot ml", "[removed]"),
  ])
  func `knows the reporter however spelled`(_ text: String, _ expected: String) throws {
    let result = try Self.description(
      text,
      reporter: #"{"name":"Awa Diallo","phone":"+223 76 12 34 56","email":"awa@ong.ml"}"#)
    #expect(try Rig.part(result.value, "/description") == "\"\(expected)\"")
  }

  @Test func `looks into every text that is kept`() throws {
    let contact = "Awa Diallo 76 12 34 56 awa@ong.ml"
    let text = "\"\(contact)\""
    let result = try Rig.process(
      Rig.report(
        ("id", text), ("replaces", text), ("source", text), ("origin", text),
        ("place", "{\"name\":\(text),\"admin1\":\(text),\"country\":\(text)}"),
        ("mentions", "[\(text)]"),
        ("actors", "[{\"role\":\"target\",\"candidates\":[{\"name\":\(text)}]}]"),
        ("text", "{\"title\":\(text),\"description\":\(text)}"), ("reason", text),
        ("about", "{\"x\":\(text)}"),
        ("reporter", #"{"name":"Awa Diallo","phone":76123456,"email":"awa@ong.ml"}"#)))
    #expect(result.outcome == .accepted)
    for secret in ["Awa", "Diallo", "76", "56", "awa", "ong.ml"] {
      // Digests are of letters and digits too; no word of the contact is as long by chance.
      #expect(!result.value.contains(secret) || secret.count <= 2)
    }
    #expect(!result.value.contains("76 12 34 56"))
  }

  @Test func `looks into the places where people came from and went to, even alone`() throws {
    let document = """
      {"schema":"displacement/1","source":"team-mopti","submitted":"2018-07-02T08:00:00Z",
       "direction":"departure","households":45,
       "origin_area":{"name":"Koro, 76 12 34 56"},"destination_area":{"name":"Mopti 66-65-64-63"}}
      """
    let result = try Rig.process(document)
    #expect(try Rig.part(result.value, "/movedFrom/written") == #""Koro, [removed]""#)
    #expect(try Rig.part(result.value, "/movedTo/written") == #""Mopti [removed]""#)
  }

  @Test func `two ids that hold contacts stay two`() throws {
    func id(_ text: String) throws -> String? {
      try Rig.process(
        Rig.report(("id", "\"\(text)\""), ("reporter", #"{"phone":"76123456"}"#))
      ).key
    }
    #expect(try id("76123456-1") != id("76123456-2"))
    #expect(try id("76123456-1") == id("76123456-1"))
  }

  /// One spelling of a number.
  static func spell(_ digits: String, _ dice: inout Dice) -> String {
    let signs = [" ", "-", ".", "\u{A0}", "", "/", "\u{2011}"]
    let sign = signs[dice.below(signs.count)]
    let size = 1 + dice.below(4)
    var text = ["", "+223 ", "00223", "(+223) "][dice.below(4)]
    for (index, digit) in digits.enumerated() {
      if index > 0, index % size == 0 { text += sign }
      text.append(digit)
    }
    return text
  }

  /// One spelling of a JSON string's content.
  static func escape(_ text: String, _ dice: inout Dice) -> String {
    var escaped = ""
    for unit in text.utf16 {
      if dice.below(5) == 0 || unit > 127 {
        let hex = String(unit, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        escaped += String(decoding: [unit], as: UTF16.self)
      }
    }
    return escaped
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func `no seed brings a contact out`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let firsts = ["Awa", "Moussa", "Fatoumata", "Ibrahim", "Mariam"]
    let lasts = ["Diallo", "Traoré", "Coulibaly", "Touré", "Keïta"]
    let words = ["attaque", "village", "de", "12", "morts", "le", "2018-06-29", "à", "Sévaré"]
    let intake = try Rig.intake()
    var output = IntakeOutput()
    for _ in 0..<200 {
      let first = firsts[dice.below(5)]
      let last = lasts[dice.below(5)]
      let digits = String(60_000_000 + dice.below(39_999_999))
      let email = "\(first.lowercased())\(dice.below(99))@ong.ml"
      var text = ""
      for _ in 0..<12 {
        switch dice.below(8) {
        case 0: text += "\(first) \(last)"
        case 1: text += "\(last.uppercased()) \(first.uppercased())"
        case 2: text += email
        case 3: text += spell(digits, &dice)
        default: text += words[dice.below(words.count)]
        }
        text += [" ", ", ", ". ", " : "][dice.below(4)]
      }
      let record = Rig.report(
        ("text", "{\"description\":\"\(escape(text, &dice))\"}"),
        ("mentions", "[\"\(escape(text, &dice).prefix(0))\(first) \(last)\"]"),
        (
          "reporter",
          "{\"name\":\"\(escape("\(first) \(last)", &dice))\","
            + "\"phone\":\"\(spell(digits, &dice))\",\"email\":\"\(email)\"}"
        ))
      Rig.process(Array(record.utf8), with: intake, into: &output)
      #expect(output.outcome == .accepted)
      let value = String(decoding: output.value, as: UTF8.self)
      let lower = value.lowercased()
      #expect(!lower.contains(last.lowercased()), "\(value)")
      #expect(!lower.contains(email), "\(value)")
      let kept = value.filter(\.isWholeNumber)
      let written = (try Rig.part(value, "/description") ?? "").filter(\.isWholeNumber)
      #expect(!kept.contains(digits), "\(value)")
      #expect(!written.contains(digits.suffix(6)), "\(value)")
    }
  }

  private func spell(_ digits: String, _ dice: inout Dice) -> String { Self.spell(digits, &dice) }
  private func escape(_ text: String, _ dice: inout Dice) -> String { Self.escape(text, &dice) }
}

import JSON
import Model
import Testing
import Theatre

@testable import Intake

/// How texts are brought to one form, and by what a reporter is recognised.
@Suite struct TextSuite {
  static func repaired(_ text: String) -> (text: String, isUndone: Bool) {
    var bytes = Array(text.utf8)
    let mayNeed = bytes.withUnsafeBytes { TextRepair.mayNeed($0) }
    let (count, isUndone) = bytes.withUnsafeMutableBytes { TextRepair.repair($0) }
    let result = String(decoding: bytes[..<count], as: UTF8.self)
    #expect(mayNeed || Array(result.utf8) == Array(text.utf8), "\(text)")
    return (result, isUndone)
  }

  @Test(arguments: [
    ("L\u{2019}attaque \u{201C}de Gao\u{201D}", "L'attaque \"de Gao\"", false),
    ("10\u{A0}000 morts\u{202F}!", "10 000 morts !", false),
    ("Se\u{301}vare\u{301}, Me\u{301}naka, Garc\u{327}on", "Sévaré, Ménaka, Garçon", false),
    ("I\u{308}nekar \u{FEFF}x\u{AD}y", "Ïnekar xy", false),
    ("SÃ©varÃ© a Ã©tÃ© attaquÃ©e", "Sévaré a été attaquée", true),
    ("lâ€™armÃ©e â€“ deux morts", "l'armée – deux morts", true),
    ("MÃ©naka\u{C2}\u{A0}: 3 morts", "Ménaka : 3 morts", true),
    // Twice, and with a sign that is plain once it is repaired.
    ("SÃƒÂ©varÃƒÂ©", "Sévaré", true), ("lÃ¢â‚¬â„¢armÃƒÂ©e", "l'armée", true),
    ("L\u{2019}armÃ©e", "L'armée", true), ("Se\u{C3}\u{89}", "SeÉ", true),
    // Nothing is undone where a letter speaks against it.
    ("SÃ©varé", "SÃ©varé", false), ("Ã", "Ã", false), ("São Paulo", "São Paulo", false),
    ("Âge, pâte, €20", "Âge, pâte, €20", false), ("Sévaré", "Sévaré", false),
    ("ميناكا", "ميناكا", false), ("« Gao »", "« Gao »", false), ("", "", false),
  ])
  func `brings a text to one form`(_ text: String, _ expected: String, _ isUndone: Bool) {
    let result = Self.repaired(text)
    #expect(Array(result.text.utf8) == Array(expected.utf8), "\(text) → \(result.text)")
    #expect(result.isUndone == isUndone)
  }

  @Test func `a second time changes nothing, whatever the bytes`() {
    var random = Seeded(seed: 3)
    let parts = [
      "a", "é", "e\u{301}", "Ã", "©", "Ã©", "\u{2019}", "\u{A0}", "\u{301}", "م", "👍", " ", "â€™",
    ]
    for _ in 0..<5_000 {
      let text = (0..<random.below(12)).map { _ in parts[random.below(parts.count)] }.joined()
      let once = Self.repaired(text)
      guard !once.isUndone else { continue }
      #expect(Array(Self.repaired(once.text).text.utf8) == Array(once.text.utf8), "\(text)")
    }
    for _ in 0..<5_000 {
      var bytes = (0..<random.below(16)).map { _ in UInt8(random.below(256)) }
      let count = bytes.count
      let result = bytes.withUnsafeMutableBytes { TextRepair.repair($0) }
      #expect(result.count <= count)
    }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `digests as FIPS 180-4 has it`(_ text: String, _ digest: String) {
    var hash = SHA256()
    hash.add(text.utf8)
    #expect(Self.hex(hash.digest()) == digest)
  }

  @Test(arguments: [
    // RFC 4231, cases 2 and 6.
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `authenticates as RFC 4231 has it`(_ key: [UInt8], _ text: String, _ digest: String) {
    #expect(Self.hex(KeyedDigest(key: key).of(Array(text.utf8))) == digest)
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }

  static func pseudonym(_ reporter: String, key: String = "of thirty-two characters or more") throws
    -> String?
  {
    let intake = try Intake(
      catalogue: Rig.catalogue.get(), theatre: Rig.theatre.get(), pseudonymKey: Array(key.utf8))
    let result = try Rig.process(
      Array(Rig.report(("reporter", reporter)).utf8), with: intake)
    #expect(result.outcome == .accepted, "\(result)")
    return try Rig.part(result.value, "/pseudonym")
  }

  @Test func `one person has one pseudonym, however the contact is written`() throws {
    let one = try #require(try Self.pseudonym(#"{"phone":"+223 76 12 34 56"}"#))
    for same in [
      #"{"phone":"76123456"}"#, #"{"phone":"00223-76-12-34-56","name":"A. Traoré"}"#,
    ] {
      #expect(try Self.pseudonym(same) == one)
    }
    #expect(try Self.pseudonym(#"{"phone":"+223 76 12 34 57"}"#) != one)
    let name = try #require(try Self.pseudonym(#"{"name":"Aminata Traoré"}"#))
    #expect(try Self.pseudonym(#"{"name":"TRAORE, Aminata"}"#) == name)
    // Another key knows nobody, and without a key nobody is recognised.
    #expect(
      try Self.pseudonym(#"{"phone":"76123456"}"#, key: "another key of the operator's") != one)
    #expect(try Self.pseudonym(#"{"phone":"76123456"}"#, key: "") == nil)
    #expect(!one.contains("76123456"))
  }

  @Test func `a wrong encoding is undone before names are looked up, and told`() throws {
    let result = try Rig.process(Rig.report(("place", #"{"name":"SÃ©varÃ©"}"#)))
    #expect(try Rig.part(result.value, "/place/id") == #""sevare""#)
    #expect(try Rig.part(result.value, "/place/written") == #""Sévaré""#)
    #expect(result.flags == ["text_repaired"])
  }

  @Test func `where displaced people are is told by the town, not by the point`() throws {
    let result = try Rig.process(
      Rig.report(
        ("kind", #""displacement""#),
        ("place", #"{"name":"Ménaka","latitude":15.91999,"longitude":2.41111}"#)))
    #expect(try Rig.part(result.value, "/place/latitude") == "15.9182")
    #expect(try Rig.part(result.value, "/restricted")?.contains("place") == true)
    #expect(result.flags.contains("coordinates_removed"))
    #expect(!result.value.contains("15.91999"))
    let nameless = try Rig.process(
      Rig.report(
        ("kind", #""displacement""#), ("place", #"{"latitude":15.91999,"longitude":2.41111}"#)))
    #expect(!nameless.value.contains("15.91999"))
    #expect(try Rig.part(nameless.value, "/place/admin1") == #""Ménaka""#)
  }
}

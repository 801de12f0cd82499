import CAP
import Model
import Testing

@Suite struct HostileTextTests {
  @Test(arguments: [
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    ("</event><event>x", "&lt;/event&gt;&lt;event&gt;x"),
    ("]]>", "]]&gt;"),
    ("&lt;", "&amp;lt;"),
    ("a\u{0}b\u{8}c\u{1F}d\u{7F}e\u{85}f", "abcdef"),
    ("a\u{202E}b\u{2066}c\u{2069}", "abc"),
    ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
    ("Sévaré \u{1F30D} تمبكتو ⵜⵉⵏⴱⵓⴽⵜⵓ", "Sévaré \u{1F30D} تمبكتو ⵜⵉⵏⴱⵓⴽⵜⵓ"),
  ])
  func `escapes or drops what could mislead`(_ text: String, _ expected: String) {
    var message = Sample.alert
    message.infos[0].event = text
    #expect(Sample.text(message).contains("<event>\(expected)</event>"))
  }

  @Test(arguments: [0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xFDD0, 0xFDEF] as [UInt32])
  func `drops noncharacters`(_ value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    var message = Sample.alert
    message.infos[0].event = "a\(scalar)b"
    #expect(Sample.text(message).contains("<event>ab</event>"))
  }

  @Test(arguments: 1...200)
  func `no text in any field adds, ends or hides an element`(_ seed: UInt64) {
    var random = Splitmix(state: seed)
    var message = Sample.restricted
    spoil(&message, &random)
    #expect(Self.skeleton(message) == Self.skeleton(Sample.restricted))
  }

  /// The tags of a document in order: all that stands between `<` and `>`. Shares no code with
  /// the writer.
  private static func skeleton(_ message: CAPMessage) -> [String] {
    Sample.text(message).split(separator: "<").dropFirst().map { part in
      String(part.prefix { $0 != ">" })
    }
  }

  private func spoil(_ message: inout CAPMessage, _ random: inout Splitmix) {
    message.identifier = random.text()
    message.sender = random.text()
    message.source = random.text()
    message.restriction = random.text()
    message.addresses = [random.text(), random.text()]
    message.codes = [random.text()]
    message.note = random.text()
    message.incidents = [random.text()]
    for index in message.infos.indices {
      message.infos[index].language = random.text()
      message.infos[index].event = random.text()
      message.infos[index].audience = random.text()
      message.infos[index].eventCodes = [CAPNamedValue(random.text(), random.text())]
      message.infos[index].senderName = random.text()
      message.infos[index].headline = random.text()
      message.infos[index].description = random.text()
      message.infos[index].instruction = random.text()
      message.infos[index].web = random.text()
      message.infos[index].contact = random.text()
      message.infos[index].parameters = [CAPNamedValue(random.text(), random.text())]
      message.infos[index].areas[0].areaDescription = random.text()
      message.infos[index].areas[0].geocodes = [CAPNamedValue(random.text(), random.text())]
    }
    message.infos[0].resources[0].resourceDescription = random.text()
    message.infos[0].resources[0].mimeType = random.text()
    message.infos[0].resources[0].uri = random.text()
    message.infos[0].resources[0].base64 = random.text()
    message.infos[0].resources[0].digest = random.text()
  }
}

/// Sebastiano Vigna's splitmix64, seeded.
struct Splitmix {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  mutating func text() -> String {
    let pieces = [
      "<", ">", "&", "\"", "'", "]]>", "<![CDATA[", "<!--", "-->", "<?x", "?>", "</alert>",
      "<info>", "&#60;", "&lt;", "&x;", "\u{0}", "\r", "\n", "\u{202E}", " ", ",",
      "é", "\u{1F30D}", "word", "",
    ]
    return (0..<next(below: 9)).map { _ in pieces[next(below: pieces.count)] }.joined()
  }
}

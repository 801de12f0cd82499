import CAP
import Model
import Testing

/// Files of anybody's: read back, and judged with a sentence for each fault.
@Suite struct DocumentTests {
  static func faults(_ text: String) -> [String] {
    CAPDocument(Array(text.utf8)).faults.filter { !$0.isAdvice }.map(\.description)
  }

  @Test(arguments: 0..<4)
  func `what is written is read back`(_ index: Int) throws {
    var message = Sample.all[index]
    let document = CAPDocument(message.xml())
    #expect(!document.faults.contains { !$0.isAdvice }, "\(document.faults)")
    var read = try #require(document.message)
    // A list of addresses is one text in the file.
    message.addresses = []
    read.addresses = []
    #expect(read == message)
  }

  /// A change of the sample's text, and words of the sentence that must come of it.
  static let spoiled: [(from: String, to: String, words: String)] = [
    ("-00:00</sent>", "Z</sent>", "Ends in Z"),
    ("2018-07-24T10:30:00-00:00</sent>", "24 July</sent>", "is not of the form"),
    ("<status>Actual</status>", "<status>Real</status>", "is none of: Actual"),
    ("<sender>vigie.example.org</sender>", "", "alert/sender: Is missing"),
    ("<scope>Public</scope>", "<scope>Public</scope><scope>Public</scope>", "once only"),
    (
      "<status>Actual</status>\n  <msgType>Alert</msgType>",
      "<msgType>Alert</msgType>\n  <status>Actual</status>", "order of elements is fixed"
    ),
    ("<event>", "<weather>rain</weather><event>", "knows no such element"),
    ("urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1", "namespace"),
    ("<category>Security</category>", "<category>War</category>", "no category of CAP"),
    ("<circle>14.533,-4.1 25.5</circle>", "<circle>14.533 25.5</circle>", "alert/info[1]/area[1]"),
    ("<circle>14.533,-4.1 25.5</circle>", "<circle>94,-4.1 25.5</circle>", "circle"),
    ("14,-5 15,-5 15,-4 14,-4 14,-5", "14,-5 15,-4 15,-5 14,-4 14,-5", "edges meet"),
    ("14,-5 15,-5 15,-4 14,-4 14,-5", "14,-5 15,-5 15,-4 14,-4", "last corner"),
    ("<msgType>Alert</msgType>", "<msgType>Update</msgType>", "must reference"),
    ("<severity>Severe</severity>", "<severity>Bad</severity>", "is none of: Extreme"),
    ("</info>", "", "is not closed"),
    ("<info>", "<info", "A name is missing"),
    ("victime", "vict&ime;", "no entity"),
    ("<alert ", "<!DOCTYPE alert><alert ", "document type"),
    ("<identifier>vigie-0001-1", "<identifier>vigie 0001", "comma"),
  ]

  @Test(arguments: spoiled.indices)
  func `each fault has a sentence and a place`(_ index: Int) {
    let item = Self.spoiled[index]
    let text = Sample.text(Sample.alert)
    #expect(text.contains(item.from), "the sample has no \(item.from)")
    var changed = text
    if let range = text.firstRange(of: item.from) { changed.replaceSubrange(range, with: item.to) }
    let faults = Self.faults(changed)
    #expect(faults.contains { $0.contains(item.words) }, "\(item.from): \(faults)")
  }

  @Test func `says in which line`() {
    let text = Sample.text(Sample.alert).replacing(
      "<status>Actual</status>", with: "<status>Real</status>")
    let line =
      text.split(separator: "\n").firstIndex { $0.contains("Real") }.map { $0 + 1 } ?? 0
    #expect(Self.faults(text).contains { $0.hasPrefix("line \(line), alert/status") })
  }

  @Test func `no bytes trap, and none that are no XML pass`() {
    let xml = Sample.alert.xml()
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = Splitmix(state: seed)
      var bytes = xml
      for _ in 0..<1 + random.next(below: 4) {
        let at = random.next(below: bytes.count)
        switch random.next(below: 3) {
        case 0: bytes[at] = UInt8(random.next(below: 256))
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.next(below: 40)))
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 20)], at: at)
        }
      }
      _ = CAPDocument(bytes).faults
    }
    for text in ["", "<", "<alert", "<a><b></a></b>", "{}", "<a>&#xD800;</a>", "\u{FEFF}<a/>x"] {
      #expect(!Self.faults(text).isEmpty, "\(text)")
    }
    let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(Self.faults(deep).contains { $0.contains("Too many elements") })
  }
}

@Suite(
  .enabled(
    if: CAPSchema.isHere,
    "needs xmllint (libxml2-utils) and cap12/CAP-v1.2.xsd under VIGIE_SHARED_DATA"))
struct AgreementTests {
  @Test func `what the standard's schema rejects has a fault here too`() throws {
    var rejected = 0
    for item in DocumentTests.spoiled {
      var text = Sample.text(Sample.alert)
      if let range = text.firstRange(of: item.from) { text.replaceSubrange(range, with: item.to) }
      guard try CAPSchema.complaint(Array(text.utf8)) != nil else { continue }
      rejected += 1
      #expect(!DocumentTests.faults(text).isEmpty, "\(item.from)")
    }
    #expect(rejected >= 10)
  }
}

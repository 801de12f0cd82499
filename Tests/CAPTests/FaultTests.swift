import CAP
import Model
import Testing

/// How a message without fault is spoiled, and which rule should find it where.
struct Spoiling: Sendable, CustomTestStringConvertible {
  let rule: CAPRule
  let path: String
  let spoil: @Sendable (inout CAPMessage) -> Void

  init(_ rule: CAPRule, _ path: String, _ spoil: @escaping @Sendable (inout CAPMessage) -> Void) {
    self.rule = rule
    self.path = path
    self.spoil = spoil
  }

  var testDescription: String { "\(rule.rawValue) at \(path)" }
}

@Suite struct FaultTests {
  @Test(arguments: 0..<4)
  func `finds nothing in a good message`(_ index: Int) {
    #expect(Sample.all[index].faults() == [])
  }

  @Test(arguments: Spoiling.all)
  func `finds the one thing that is wrong`(_ spoiling: Spoiling) {
    var message = Sample.update
    spoiling.spoil(&message)
    let found = message.faults().map { "\($0.rule.rawValue) at \($0.path)" }
    #expect(found == [spoiling.testDescription])
  }

  @Test func `has an example for every rule`() {
    #expect(Set(Spoiling.all.map(\.rule)) == Set(CAPRule.allCases))
  }

  @Test func `finds everything at once, in the order of the elements`() {
    var message = Sample.update
    message.identifier = "a b"
    message.references[0].identifier = ""
    message.infos[0].categories = []
    message.infos[1].areas[0].circles[0].radius = -1
    #expect(
      message.faults().map(\.rule)
        == [
          .identifierInvalid, .referenceInvalid, .categoryMissing, .circleInvalid,
          .categoriesMustMatch,
        ])
  }

  @Test func `every fault says what to do in a sentence`() {
    for spoiling in Spoiling.all {
      var message = Sample.update
      spoiling.spoil(&message)
      for fault in message.faults() { #expect(fault.sentence.hasSuffix(".")) }
    }
  }

  @Test(arguments: [
    ("a < b and c > d", false), ("50 & more; less", false), ("1<2", false), ("R&D", false),
    ("<b>x</b>", true), ("x</p>", true), ("<!-- x -->", true), ("&eacute;", true),
    ("&#233;", true), ("&#xE9;", true), ("a &amp; b", true), ("<br/>", true),
  ])
  func `tells markup from signs`(_ text: String, _ isMarkup: Bool) {
    var message = Sample.update
    message.infos[0].instruction = text
    #expect(message.faults().map(\.rule) == (isMarkup ? [.markupInText] : []))
  }
}

import Model
import Testing

@testable import Assessment

@Suite struct MemoryRecordTests {
  static func desk() throws -> Desk {
    let desk = Desk()
    for tell in CampaignTests.story { try desk.send(tell) }
    return desk
  }

  static func fault(_ key: String, _ value: [UInt8]) -> MemoryFault.Reason? {
    let assessment = Assessment(theatre: Pack.theatre)
    do throws(MemoryFault) {
      try restore(assessment, key, value)
      return nil
    } catch {
      return error.reason
    }
  }

  static func restore(
    _ assessment: Assessment, _ key: String, _ value: [UInt8]
  ) throws(MemoryFault) {
    let key = Array(key.utf8)
    var fault: MemoryFault?
    key.withUnsafeBytes { key in
      value.withUnsafeBytes { value in
        do throws(MemoryFault) {
          try assessment.restore(key: key, value: value)
        } catch {
          fault = error
        }
      }
    }
    if let fault { throw fault }
  }

  @Test func `a record that is cut or changed is found out`() throws {
    var random = Seeded(seed: 5)
    for (key, value) in try Self.desk().topic {
      #expect(Self.fault(key, value) == nil)
      for _ in 0..<6 {
        #expect(Self.fault(key, Array(value.prefix(random.below(value.count - 1) + 1))) == .torn)
        var changed = value
        let at = random.below(value.count)
        changed[at] ^= UInt8(1 + random.below(255))
        // A changed number of the version may read as a newer one.
        #expect(Self.fault(key, changed) != nil)
      }
    }
  }

  @Test func `a newer version is refused with a sentence`() throws {
    let value = Array(#"{"memory":\#(MemoryRecord.version + 1),"report":[],"check":1}"#.utf8)
    #expect(Self.fault("report/r-00000000000000000000000000", value) == .newerVersion)
  }

  @Test func `alerts and counts of version 2 are read`() throws {
    let desk = try Self.desk()
    let again = Assessment(theatre: Pack.theatre)
    for (key, value) in desk.topic where !key.hasPrefix("spoken/") && !key.hasPrefix("watch/") {
      var text = String(decoding: value, as: UTF8.self)
      if key.hasPrefix("alert/") { text = Self.cut(text, "alert", 15) }
      if key == "meta" { text = Self.cut(Self.cut(text, "meta", 11), "counts", 24) }
      let end = try #require(text.firstRange(of: ",\"check\":"))
      text = "{\"memory\":2" + text[..<end.lowerBound].dropFirst(11)
      let check = Fingerprint(of: Array(text.utf8)).low & 0xffff_ffff
      try Self.restore(again, key, Array("\(text),\"check\":\(check)}".utf8))
    }
    try again.restored()
    let restored = Desk(again)
    try restored.tick("2018-07-20T00:00:00Z")
    // What lived then expires as it would have.
    #expect(!desk.live("R02").isEmpty)
    let ended = restored.alertLog.filter { $0.rule.id == "R02" }
    #expect(ended.map(\.state) == [.expired])
  }

  /// The first `count` numbers of an array.
  private static func cut(_ text: String, _ name: String, _ count: Int) -> String {
    guard let start = text.firstRange(of: "\"\(name)\":["),
      let end = text[start.upperBound...].firstIndex(of: "]")
    else { return text }
    let numbers = text[start.upperBound..<end].split(separator: ",").prefix(count)
    return String(text[..<start.upperBound]) + numbers.joined(separator: ",") + text[end...]
  }

  @Test func `another sector's memory is refused`() throws {
    let topic = try Self.desk().topic
    let value = try #require(topic["meta"])
    let other = Assessment(theatre: Pack.theatre, sector: "elsewhere")
    #expect(throws: MemoryFault.self) { try Self.restore(other, "meta", value) }
  }

  @Test func `a missing record is found out`() throws {
    let topic = try Self.desk().topic
    for missing in topic.keys.sorted() {
      if missing.hasPrefix("alert/") || missing.hasPrefix("held/") { continue }
      let assessment = Assessment(theatre: Pack.theatre)
      for (key, value) in topic where key != missing {
        try Self.restore(assessment, key, value)
      }
      #expect(throws: MemoryFault.self, "\(missing)") { try assessment.restored() }
    }
  }

  @Test func `position is part of memory`() throws {
    let assessment = Assessment(theatre: Pack.theatre)
    var effects = Effects()
    assessment.begin()
    assessment.setPosition(4_711)
    assessment.prepare(into: &effects)
    assessment.commit()
    let again = Assessment(theatre: Pack.theatre)
    for item in effects.memory {
      let key = effects.withBytes(item.key) { String(decoding: $0, as: UTF8.self) }
      try Self.restore(again, key, effects.withBytes(item.value) { Array($0) })
    }
    try again.restored()
    #expect(again.position == 4_711)
    #expect(again.fingerprint == assessment.fingerprint)
  }

  @Test func `nothing is an empty memory`() throws {
    try Assessment(theatre: Pack.theatre).restored()
  }
}

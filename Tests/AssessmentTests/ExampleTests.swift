import Model
import Testing

@testable import Assessment

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The examples of the outbound schemas are what is written; `UPDATE=1` writes them anew.
@Suite struct ExampleTests {
  static func path(_ name: String) -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/Schemas/outbound/\(name)/1/examples/\(name).json"
  }

  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  static func check(_ name: String, _ text: String) throws {
    let text = text + "\n"
    if getenv("UPDATE") != nil {
      let file = try #require(fopen(path(name), "wb"))
      defer { fclose(file) }
      fputs(text, file)
    }
    #expect(read(path(name)) == text)
  }

  @Test func `the examples are what is written`() throws {
    let assessment = Assessment(theatre: Pack.theatre)
    var incident = ""
    var alert = ""
    var memory = ""
    for tell in CampaignTests.story {
      let effects = PropertyTests.step(assessment, tell.bytes)
      let published = PropertyTests.published(effects)
      if let first = published.first, first.contains("claimed"), incident.isEmpty {
        incident = first
      }
      for item in effects.alerts where item.alert.rule.id == "R02" {
        alert = effects.withBytes(item.value) { String(decoding: $0, as: UTF8.self) }
      }
      for item in effects.memory where memory.isEmpty {
        let value = effects.withBytes(item.value) { String(decoding: $0, as: UTF8.self) }
        if value.contains("actors") { memory = value }
      }
    }
    try Self.check("incident", incident)
    try Self.check("alert", alert)
    try Self.check("memory", memory)
  }
}

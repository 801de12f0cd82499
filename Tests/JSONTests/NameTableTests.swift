import JSON
import Testing

@Suite struct NameTableTests {
  private func find(_ table: NameTable, _ name: [UInt8]) -> Int32 {
    name.withUnsafeBytes { table.find($0) }
  }

  @Test(arguments: [0, 1, 2, 7, 8, 9, 100, 5_000])
  func `answers as a dictionary does`(size: Int) {
    var random = Seeded(UInt64(size) + 1)
    func invent() -> [UInt8] {
      (0..<random.below(24)).map { _ in UInt8(random.below(3)) + UInt8(ascii: "a") }
    }
    var dictionary: [[UInt8]: Int32] = [:]
    var entries: [(name: [UInt8], value: Int32)] = []
    for _ in 0..<size {
      let entry = (name: invent(), value: Int32(random.below(1_000)))
      entries.append(entry)
      dictionary[entry.name] = entry.value
    }
    let table = NameTable(entries)
    #expect(table.count == dictionary.count)
    for (name, value) in dictionary { #expect(find(table, name) == value) }
    for _ in 0..<2_000 {
      let name = invent()
      #expect(find(table, name) == dictionary[name] ?? -1)
    }
  }

  @Test func `gives names their positions and knows the empty name`() {
    let table = NameTable(["a", "", "c"])
    #expect(table.count == 3)
    #expect(find(table, Array("c".utf8)) == 2)
    #expect(find(table, []) == 1)
    #expect(table.find(UnsafeRawBufferPointer(start: nil, count: 0)) == 1)
    #expect(find(table, [0]) == -1 && find(table, [0, 0]) == -1)
    #expect(find(NameTable([String]()), []) == -1)
  }

  @Test func `finds decoded texts`() throws {
    let table = NameTable(["naïve", "latitude"])
    try withRoot(#"["na\u00efve","naïve","latitude","nai\u0308ve"]"#) { root, _ in
      #expect(root.elements.compactMap { $0.text.map(table.find) } == [0, 0, 1, -1])
    }
  }
}

@Suite struct HostileTests {
  @Test func `finds the one duplicate among a hundred thousand members`() {
    var text = "{"
    for number in 0..<60_000 { text += "\"n\(number)\":0," }
    let limits = Limits(bytesMax: 4_000_000)
    #expect(verdict(text + "\"x\":0}", limits: limits) == "ok")
    #expect(verdict(text + "\"n31\":0}", limits: limits) == "duplicate_member@\(text.utf8.count)")
    let escaped = "\"\\u006e31\":0}"
    #expect(verdict(text + escaped, limits: limits) == "duplicate_member@\(text.utf8.count)")
  }

  @Test func `reuses its buffers over small and large texts`() throws {
    let parser = Parser()
    var random = Seeded(3)
    for _ in 0..<60 {
      let count = random.below(random.chance(20) ? 60_000 : 50) + 1
      let text = "[" + repeatElement("1", count: count).joined(separator: ",") + "]"
      #expect(try parser.parse(Array(text.utf8)).root.count == count)
      #expect(throws: Fault.self) { try parser.parse(Array(text.utf8.dropLast())) }
    }
  }

  @Test func `takes a number of any length`() throws {
    let digits = String(repeating: "7", count: 200_000)
    #expect(verdict(digits) == "ok")
    #expect(verdict(digits + ".5") == "number_overflow@0")
    #expect(verdict("0." + String(repeating: "0", count: 200_000) + "1") == "number_overflow@0")
    #expect(verdict("0." + digits) == "ok")
    #expect(verdict(digits + "e-200000") == "ok")
    try withRoot("[" + digits + "e-200000,1]") { root, _ in
      #expect(canonical(root) == "[0." + digits + ",1]")
      #expect(root[position: 0]?.double == 7.0 / 9.0)
    }
  }
}

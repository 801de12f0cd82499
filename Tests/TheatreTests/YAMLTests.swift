import Testing

@testable import Theatre

struct YAMLTests {
  @Test func `remembers the line of everything`() throws {
    let root = try YAML.parse(
      "# comment\na: 1\nb:\n  - x\n  - {c: \"2\", d: ~}\ne: |\n  text\n", file: "f")
    #expect(root["a"]?.integer == 1)
    #expect(root["a"]?.line == 2)
    let items = try #require(root["b"]?.items)
    #expect(items.map(\.line) == [4, 5])
    #expect(items[1]["c"]?.text == "2")
    #expect(items[1]["c"]?.integer == nil)
    #expect(items[1]["d"]?.kind == .null)
    #expect(root["e"]?.text == "text\n")
    #expect(root.entries?.map(\.key) == ["a", "b", "e"])
  }

  @Test(
    arguments: [
      ("a: [1", 1), ("a: 1\na: 2", 1), ("a: &x 1\nb: *x", 1), ("? [1]\n: 2", 1),
      ("a: 1\n\tb: 2", 2),
    ])
  func `tells what it does not read, and where`(text: String, line: Int) {
    do throws(PackFault) {
      let node = try YAML.parse(text, file: "f")
      Issue.record("read \(node)")
    } catch {
      #expect(!error.problems.isEmpty)
      #expect(error.problems.first?.line ?? 0 >= line, "\(error)")
    }
  }

  @Test func `bounds the depth`() {
    let text = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(throws: PackFault.self) { try YAML.parse(text, file: "f") }
  }

  @Test func `keeps yes and no as text`() throws {
    let root = try YAML.parse("a: yes\nb: true\nc: \"true\"", file: "f")
    #expect(root["a"]?.bool == nil)
    #expect(root["a"]?.text == "yes")
    #expect(root["b"]?.bool == true)
    #expect(root["c"]?.bool == nil)
  }

  @Test func `reads an empty text as nothing`() throws {
    #expect(try YAML.parse("", file: "f").kind == .null)
  }

  @Test(
    arguments: [
      ("parnet", ["parent", "name"], "parent"), ("nmae", ["parent", "name"], "name"),
      ("zzzzzz", ["parent", "name"], nil),
    ] as [(String, [String], String?)]
  )
  func `finds the nearest word`(word: String, words: [String], nearest: String?) {
    #expect(Spelling.nearest(to: word, in: words) == nearest)
  }
}

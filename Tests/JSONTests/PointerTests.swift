import JSON
import Testing

@Suite struct PointerTests {
  /// RFC 6901, section 5, and our own.
  static let document =
    #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"#
    + #""~1":9,"\u0061":[{"b":[[10]]}],"0":11}"#

  @Test(arguments: [
    ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"),
    ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"), ("/~01", "9"),
    ("/a/0/b/0/0", "10"), ("/0", "11"), ("/foo/1", #""baz""#),
  ])
  func `resolves and is found again`(text: String, expected: String) throws {
    let pointer = try #require(Pointer(text))
    #expect(pointer.description == text)
    try withRoot(Self.document) { root, document in
      let value = try #require(pointer.resolve(in: root))
      #expect(String(decoding: value.source, as: UTF8.self) == expected)
      #expect(document.pointer(to: value) == text)
    }
  }

  @Test(arguments: [
    "/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/foo/", "/foo/99999999999999999999", "/nothing",
    "/foo/0/0", "/foo/bar",
  ])
  func `resolves to nothing where nothing is`(text: String) throws {
    let pointer = try #require(Pointer(text))
    try withRoot(Self.document) { root, _ in #expect(pointer.resolve(in: root) == nil) }
  }

  @Test(arguments: ["foo", "#/foo", "/~", "/~2", "/a~"])
  func `refuses what is no pointer`(text: String) {
    #expect(Pointer(text) == nil)
  }

  @Test func `is empty for the whole document`() throws {
    try withRoot("[1]") { root, document in
      #expect(Pointer("")?.resolve(in: root)?.offset == 0)
      #expect(document.pointer(to: root) == "")
    }
  }

  @Test func `leads to every value of invented documents`() throws {
    var invention = Invention(seed: 21)
    for _ in 0..<200 {
      try withRoot(invention.spell(invention.tree())) { root, document in
        func check(_ value: Value) {
          let text = document.pointer(to: value)
          let pointer = Pointer(text)
          #expect(pointer?.resolve(in: root)?.offset == value.offset)
          #expect(pointer?.description == text)
          for member in value.members { check(member.value) }
          for element in value.elements { check(element) }
        }
        check(root)
      }
    }
  }
}

import Intake
import JSON
import Testing

/// RFC 4180, row by row.
struct CSVRowTests {
  static func rows(_ text: String) throws -> [String] {
    var reader = try CSVReader(Array(text.utf8))
    var rows: [String] = []
    while true {
      var writer = Writer()
      do {
        guard try reader.next(into: &writer) else { return rows }
        rows.append(String(decoding: writer.bytes, as: UTF8.self))
      } catch {
        rows.append("line \(error.line): \(error.reason.rawValue)")
      }
    }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [#"{"a":"1","b":"2"}"#]),
    ("a,b\r\n1,2\r\n", [#"{"a":"1","b":"2"}"#]),
    ("a,b\r1,2\r", [#"{"a":"1","b":"2"}"#]),
    ("\u{FEFF}a\n1", [#"{"a":"1"}"#]),
    ("a,b\n,2\n", [#"{"b":"2"}"#]),
    ("a,,b\n1,2,3\n", [#"{"a":"1","b":"3"}"#]),
    ("a,b\n\"x,y\",\"say \"\"no\"\"\"\n", [#"{"a":"x,y","b":"say \"no\""}"#]),
    ("a,b\n\"x\ny\",\"p\r\nq\"\n3,4", [#"{"a":"x\ny","b":"p\r\nq"}"#, #"{"a":"3","b":"4"}"#]),
    ("a\n\"\"\n1", [#"{}"#, #"{"a":"1"}"#]),
    ("a,b\n\n\n1,2\n\n", [#"{"a":"1","b":"2"}"#]),
    ("a,b\n1\n1,2,3\n4,5", ["line 2: field_count", "line 3: field_count", #"{"a":"4","b":"5"}"#]),
    ("a\n\"x\ny\"z\n2", ["line 2: quote_trailing", #"{"a":"2"}"#]),
    ("a\n\"x\n", ["line 2: quote_open"]),
    ("a\nx\"y\n", [#"{"a":"x\"y"}"#]),
  ])
  func `reads a file`(_ text: String, _ expected: [String]) throws {
    #expect(try Self.rows(text) == expected)
  }

  @Test(arguments: [("", CSVFault.Reason.headerMissing), ("a,b,a\n", .headerDuplicate)])
  func `refuses a header`(_ text: String, _ reason: CSVFault.Reason) {
    let fault = #expect(throws: CSVFault.self) { try CSVReader(Array(text.utf8)) }
    #expect(fault?.reason == reason)
  }

  @Test func `the row's own bytes can be told`() throws {
    let bytes = Array("a,b\r\n\"x\",1\r\n2,3\r\n".utf8)
    var reader = try CSVReader(bytes)
    var writer = Writer()
    _ = try reader.next(into: &writer)
    #expect(String(decoding: bytes[reader.row], as: UTF8.self) == "\"x\",1")
    _ = try reader.next(into: &writer)
    #expect(String(decoding: bytes[reader.row], as: UTF8.self) == "2,3")
  }
}

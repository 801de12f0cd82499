import Glibc
import Intake
import Testing

/// Files that hold what is expected; `UPDATE=1` writes them anew.
enum Golden {
  static let isUpdating = getenv("UPDATE").map { String(cString: $0) } == "1"

  static func expect(
    _ bytes: [UInt8], _ path: String, at location: SourceLocation = #_sourceLocation
  ) {
    if isUpdating {
      write(bytes, "\(Rig.root)/\(path)")
      return
    }
    guard let expected = Rig.file(path) else {
      Issue.record("\(path) is missing; run with UPDATE=1", sourceLocation: location)
      return
    }
    #expect(
      String(decoding: bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self),
      "\(path)", sourceLocation: location)
  }

  private static func write(_ bytes: [UInt8], _ path: String) {
    guard let file = fopen(path, "wb") else {
      Issue.record("cannot write \(path)")
      return
    }
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }
}

/// Whole behaviour: each line of the input becomes one line of the output.
struct GoldenTests {
  @Test func `the records of the golden file become what they became`() throws {
    let input = try #require(Rig.file("Tests/Golden/intake/input.ndjson"))
    let intake = try Rig.intake()
    var output = IntakeOutput()
    var lines: [UInt8] = []
    for (index, line) in input.split(separator: 10, omittingEmptySubsequences: false).dropLast()
      .enumerated()
    {
      Rig.process(
        Array(line), offset: Int64(index), with: intake, into: &output)
      lines += output.value + [10]
    }
    Golden.expect(lines, "Tests/Golden/intake/output.ndjson")
  }
}

import Foundation
import Intake
import JSON
import Model

/// The examples beside a schema, judged as the service would judge them.
///
/// `examples/valid/x.json` must become a report, `examples/invalid/x.json` a rejection. What is
/// expected stands beside it in `x.expected.json`: the whole report, or the reason and the
/// violations.
struct ExampleRun {
  struct Result {
    let file: String
    let isValid: Bool
    /// The report or the rejection, as it would stand on its topic.
    let value: [UInt8]
    let outcome: IntakeOutput.Outcome
    /// Why it failed; nil when all is as it should be.
    let fault: String?
    /// True when no expectation stands beside it.
    let isUnwritten: Bool
    let flags: [String]
  }

  let intake: Intake
  let folder: String
  let schema: String
  /// Writes what came out as what is expected.
  let isWriting: Bool

  func results() throws -> [Result] {
    try ["valid", "invalid"].flatMap { kind in
      try files(kind).map { try run("\(folder)/examples/\(kind)/\($0)", kind == "valid") }
    }
  }

  private func files(_ kind: String) -> [String] {
    let path = "\(folder)/examples/\(kind)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".expected.json") }.sorted()
  }

  private func run(_ file: String, _ isValid: Bool) throws -> Result {
    guard let bytes = try? Data(contentsOf: URL(filePath: file)) else {
      throw Ending.noInput("\(file): cannot be read.")
    }
    let topic = RawTopic(file, defaultSchema: schema, admission: nil, in: intake.catalogue)
    var output = IntakeOutput()
    bytes.withUnsafeBytes { value in
      intake.process(
        RawRecord(
          topic: topic, partition: 0, offset: 0, timestamp: nil, key: nil, value: value,
          headers: UnsafeBufferPointer(start: nil, count: 0)), into: &output)
    }
    let value = output.withValue { Array($0) }
    let result: [UInt8]
    if let rejection = output.rejection { result = Self.summary(rejection) } else { result = value }
    let expected = String(file.dropLast(5)) + ".expected.json"
    var fault = wrongOutcome(output, isValid)
    let had = try? Data(contentsOf: URL(filePath: expected))
    if isWriting, fault == nil {
      try Data(result + [10]).write(to: URL(filePath: expected))
    } else if fault == nil, let had, !Self.isSame(Array(had), result) {
      let name = expected.split(separator: "/").last ?? ""
      fault = "it is not what \(name) expects; --write if it is right"
    }
    var flags: [String] = []
    if output.rejection == nil { output.report.flags.forEach { flags.append("\($0.name)") } }
    return Result(
      file: file, isValid: isValid, value: value, outcome: output.outcome, fault: fault,
      isUnwritten: had == nil && !isWriting, flags: flags)
  }

  private func wrongOutcome(_ output: IntakeOutput, _ isValid: Bool) -> String? {
    switch (output.rejection, isValid) {
    case (nil, true), (.some, false): return nil
    case (nil, false): return "it is accepted, and should be rejected"
    case (let rejection?, true):
      let places = rejection.violations.map {
        ($0.instancePointer.isEmpty ? "(document)" : $0.instancePointer) + ": " + $0.sentence
      }
      return ([rejection.sentence] + places).joined(separator: "\n        ")
    }
  }

  /// What is expected of a rejection: its reason, and where and which keyword.
  private static func summary(_ rejection: Rejection) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    writer.name("reason")
    writer.string(rejection.reason.name)
    writer.name("violations")
    writer.beginArray()
    for violation in rejection.violations {
      writer.beginObject()
      writer.name("instancePointer")
      writer.string(violation.instancePointer)
      writer.name("schemaPointer")
      writer.string(violation.schemaPointer)
      writer.name("keyword")
      writer.string(violation.keyword)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  /// The same but for spaces at the end.
  private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
      var slice = bytes[...]
      while let last = slice.last, last <= 32 { slice = slice.dropLast() }
      return slice
    }
    return trimmed(left) == trimmed(right)
  }
}

import Intake
import JSON
import JSONSchema
import Model
import Testing
import Theatre

/// What the tests of Intake share: the shipped catalogue and pack, and one call for one record.
enum Rig {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  static let catalogue = Result { try SchemaCatalogue.load(directory: "\(root)/Schemas") }
  static let theatre = Result { try Theatre.load(directory: "\(root)/Deploy/theatres/mali-2018") }

  /// What one record became.
  struct Processed: Equatable {
    var outcome: IntakeOutput.Outcome
    var value: String
    var key: String?
    var headers: [String]
    var flags: [String]
    var rejection: Rejection?

    var reason: RejectionReason? {
      if case .rejected(let reason) = outcome { return reason }
      return nil
    }
  }

  /// An Intake of the shipped catalogue, or of another one.
  static func intake(_ other: SchemaCatalogue? = nil) throws -> Intake {
    Intake(catalogue: try other ?? catalogue.get(), theatre: try theatre.get())
  }

  static func process(
    _ value: [UInt8]?, key: [UInt8]? = nil, headers: [(String, [UInt8]?)] = [],
    defaultSchema: String? = nil, admission: Admission? = .open, timestamp: Int64? = nil,
    offset: Int64 = 0, with intake: Intake? = nil
  ) throws -> Processed {
    let intake = try intake ?? Rig.intake()
    var output = IntakeOutput()
    process(
      value, key: key, headers: headers, defaultSchema: defaultSchema, admission: admission,
      timestamp: timestamp, offset: offset, with: intake, into: &output)
    return processed(output)
  }

  static func process(_ text: String, timestamp: Int64? = nil) throws -> Processed {
    try process(Array(text.utf8), timestamp: timestamp)
  }

  static func process(
    _ value: [UInt8]?, key: [UInt8]? = nil, headers: [(String, [UInt8]?)] = [],
    defaultSchema: String? = nil, admission: Admission? = .open, timestamp: Int64? = nil,
    offset: Int64 = 0, with intake: Intake, into output: inout IntakeOutput
  ) {
    let topic = RawTopic(
      "reports.raw", defaultSchema: defaultSchema, admission: admission, in: intake.catalogue)
    borrow(value) { value in
      borrow(key) { key in
        borrow(headers) { headers in
          intake.process(
            RawRecord(
              topic: topic, partition: 3, offset: offset, timestamp: timestamp, key: key,
              value: value, headers: headers), into: &output)
        }
      }
    }
  }

  static func processed(_ output: IntakeOutput) -> Processed {
    var headers: [String] = []
    output.headers.forEach { name, value in
      headers.append("\(name): \(String(decoding: value, as: UTF8.self))")
    }
    return Processed(
      outcome: output.outcome, value: String(decoding: output.value, as: UTF8.self),
      key: output.key.map { String(decoding: $0, as: UTF8.self) }, headers: headers,
      flags: output.outcome == .accepted ? flags(output.report) : [],
      rejection: output.rejection)
  }

  static func flags(_ report: Report) -> [String] {
    var names: [String] = []
    report.flags.forEach { names.append("\($0.name)") }
    return names
  }

  private static func borrow(_ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Void) {
    guard let bytes else {
      body(nil)
      return
    }
    bytes.withUnsafeBytes { body($0) }
  }

  private static func borrow(
    _ headers: [(String, [UInt8]?)], _ body: (UnsafeBufferPointer<RawHeader>) -> Void
  ) {
    // One buffer holds all names and values, so that they live as long as the call.
    var bytes: [UInt8] = []
    var ranges: [(name: Range<Int>, value: Range<Int>?)] = []
    for (name, value) in headers {
      let start = bytes.count
      bytes += Array(name.utf8)
      let middle = bytes.count
      bytes += value ?? []
      ranges.append((start..<middle, value == nil ? nil : middle..<bytes.count))
    }
    bytes.withUnsafeBytes { buffer in
      let list = ranges.map { range in
        RawHeader(
          name: UnsafeRawBufferPointer(rebasing: buffer[range.name]),
          value: range.value.map { UnsafeRawBufferPointer(rebasing: buffer[$0]) })
      }
      list.withUnsafeBufferPointer { body($0) }
    }
  }

  /// Bytes of a file below the root; nil when it cannot be read.
  static func file(_ path: String) -> [UInt8]? {
    CatalogueFiles.directory(root).read(path)
  }

  /// A field report with members replaced or added; every test's starting point.
  static func report(_ members: (name: String, json: String)...) -> String {
    report(members)
  }

  static func report(_ members: [(name: String, json: String)]) -> String {
    var all: [(name: String, json: String)] = [
      ("schema", #""field-report/3""#), ("id", #""M-1""#), ("source", #""team-mopti-1""#),
      ("submitted", #""2018-06-29T16:40:00Z""#), ("kind", #""security""#),
      ("occurred", #"{"from":"2018-06-29T12:30:00Z","to":"2018-06-29T15:00:00Z"}"#),
      ("place", #"{"name":"Sévaré"}"#),
    ]
    for member in members {
      all.removeAll { $0.name == member.name }
      if !member.json.isEmpty { all.append(member) }
    }
    return "{" + all.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",") + "}"
  }

  /// A member of an output value, as JSON text; nil when absent.
  static func part(_ value: String, _ pointer: String) throws -> String? {
    let parser = Parser(limits: Limits(bytesMax: 1 << 26))
    let document = try parser.parse(Array(value.utf8))
    return withExtendedLifetime(parser) {
      Pointer(pointer)?.resolve(in: document.root).map {
        String(decoding: $0.source, as: UTF8.self)
      }
    }
  }
}

/// A small generator of random numbers: SplitMix64 (Steele, Lea, Flood 2014).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}

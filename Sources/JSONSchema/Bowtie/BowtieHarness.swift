import JSON

/// Bowtie's harness protocol, version 1 (https://docs.bowtie.report): one JSON object a line in,
/// one a line out, so that every validator can be compared with every other.
///
/// A schema or a line that cannot be read is answered `errored` for that case alone; nothing ends
/// the conversation but `stop`.
public struct BowtieHarness {
  /// What a line asks for.
  public enum Answer: Equatable, Sendable {
    case line([UInt8])
    /// Nothing to say: end.
    case stop
  }

  private var settings: SchemaSettings
  private let version: String
  private let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 512, acceptsNul: true))

  /// Makes a harness that has heard nothing yet.
  public init(version: String, assertsFormats: Bool) {
    self.version = version
    settings = SchemaSettings(unknownKeywords: .ignored, assertsFormats: assertsFormats)
  }

  /// Answers one line.
  public mutating func answer(to line: UnsafeRawBufferPointer) -> Answer {
    let root: Value
    do throws(Fault) {
      root = try parser.parse(line).root
    } catch {
      return .line(errored(Self.sequence(in: line), error.sentence))
    }
    let sequence = root["seq"].map { Array($0.source) }
    switch root["cmd"]?.text?.string {
    case "start": return .line(start(root))
    case "dialect": return .line(dialect(root))
    case "run": return .line(run(root, sequence))
    case "stop": return .stop
    default:
      return .line(errored(sequence, "`cmd` must be start, dialect, run or stop"))
    }
  }

  private func start(_ root: Value) -> [UInt8] {
    guard root["version"]?.int64 == 1 else {
      return errored(nil, "only version 1 of the protocol is spoken here")
    }
    var writer = Writer()
    writer.beginObject()
    writer.name("version")
    writer.integer(1)
    writer.name("implementation")
    writer.beginObject()
    let project = "https://vigie.example"
    let facts: [(StaticString, String)] = [
      ("name", "vigie"), ("version", version), ("language", "swift"),
      ("homepage", project), ("issues", project + "/issues"), ("source", project + "/source"),
    ]
    for (name, fact) in facts {
      writer.name(name)
      writer.string(fact)
    }
    writer.name("dialects")
    writer.beginArray()
    for uri in SchemaSettings.dialects { writer.string(uri) }
    writer.endArray()
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }

  private mutating func dialect(_ root: Value) -> [UInt8] {
    let uri = root["dialect"]?.text?.string
    let isKnown = uri.map { Draft(uri: $0) != nil } ?? false
    if let uri, isKnown { settings.dialect = uri }
    var writer = Writer()
    writer.beginObject()
    writer.name("ok")
    writer.bool(isKnown)
    writer.endObject()
    return writer.bytes
  }

  private func run(_ root: Value, _ sequence: [UInt8]?) -> [UInt8] {
    guard let test = root["case"], let source = test["schema"]?.source, let tests = test["tests"]
    else { return errored(sequence, "`case` must have a schema and tests") }
    if root["output"]?.text?.equals("annotations") == true {
      return answer(sequence, tests) { _, writer in
        writer.name("skipped")
        writer.bool(true)
        writer.name("message")
        writer.string("annotations are read, not collected")
      }
    }
    var registry = SchemaRegistry()
    if let entries = test["registry"] {
      for entry in entries.members {
        registry.add(Array(entry.value.source), uri: entry.name.string)
      }
    }
    do throws(SchemaFault) {
      let schema = try Schema(
        Array(source), name: "case", settings: settings, registry: registry)
      return answer(sequence, tests) { Self.judge($0, schema, &$1) }
    } catch {
      let sentences = error.problems.prefix(8).map { "\($0.pointer): \($0.sentence)" }
      return errored(sequence, sentences.joined(separator: "; "))
    }
  }

  private static func judge(_ test: Value, _ schema: Schema, _ writer: inout Writer) {
    guard let instance = test["instance"] else {
      write(error: "a test must have an instance", &writer)
      return
    }
    switch schema.judge(instance) {
    case .exhausted: write(error: Explanation.exhaustion.sentence, &writer)
    case let verdict:
      writer.name("valid")
      writer.bool(verdict == .accepted)
    }
  }

  private func answer(
    _ sequence: [UInt8]?, _ tests: Value, _ body: (Value, inout Writer) -> Void
  ) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    Self.write(sequence, &writer)
    writer.name("results")
    writer.beginArray()
    for test in tests.elements {
      writer.beginObject()
      body(test, &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  private func errored(_ sequence: [UInt8]?, _ message: String) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    Self.write(sequence, &writer)
    Self.write(error: message, &writer)
    writer.endObject()
    return writer.bytes
  }

  private static func write(error message: String, _ writer: inout Writer) {
    writer.name("errored")
    writer.bool(true)
    writer.name("context")
    writer.beginObject()
    writer.name("message")
    writer.string(message)
    writer.endObject()
  }

  /// The sequence number goes back as it came, whatever it is.
  private static func write(_ sequence: [UInt8]?, _ writer: inout Writer) {
    guard let sequence else { return }
    writer.name("seq")
    sequence.withUnsafeBytes { writer.raw($0) }
  }

  /// The sequence number of a line that is no JSON we read: a number after the first `"seq":`.
  private static func sequence(in line: UnsafeRawBufferPointer) -> [UInt8]? {
    let mark = Array("\"seq\":".utf8)
    guard line.count > mark.count,
      let at = (0..<line.count - mark.count).first(where: { line[$0...].starts(with: mark) })
    else { return nil }
    let rest = line[(at + mark.count)...].drop { $0 == UInt8(ascii: " ") }
    let digits = Array(rest.prefix { FormatScanner.isDigit($0) })
    return digits.isEmpty ? nil : digits
  }
}

@available(*, unavailable)
extension BowtieHarness: Sendable {}

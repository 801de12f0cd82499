internal import JSON
public import Model

/// A report that was checked and waits to be sent: all that is needed to send it, byte for byte.
public struct SpoolRecord: Sendable, Equatable {
  /// Digest of the document as the team wrote it: the same document is the same record.
  public var digest: Fingerprint
  public var topic: String
  public var schema: String
  /// The report's id as the service will name it, `r-…`: the record's key.
  public var report: String
  /// The document as it is sent, filled in.
  public var value: [UInt8]

  public init(
    digest: Fingerprint, topic: String, schema: String, report: String, value: [UInt8]
  ) {
    self.digest = digest
    self.topic = topic
    self.schema = schema
    self.report = report
    self.value = value
  }

  /// The file: a line that describes, then the document. A mark of what was sent has the line
  /// alone: what somebody wrote does not stay on a device longer than it must.
  func file(isMark: Bool) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    writer.name("spool")
    writer.integer(1)
    writer.name("digest")
    writer.string("\(digest)")
    writer.name("topic")
    writer.string(topic)
    writer.name("schema")
    writer.string(schema)
    writer.name("report")
    writer.string(report)
    writer.name("bytes")
    writer.integer(isMark ? 0 : Int64(value.count))
    writer.name("check")
    writer.string("\(Fingerprint(of: isMark ? [] : value))")
    writer.endObject()
    return writer.bytes + [10] + (isMark ? [] : value)
  }

  /// Nil when the file is cut, changed or another version's.
  init?(file bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 10) else { return nil }
    let rest = Array(bytes[(end + 1)...])
    let parser = Parser()
    let read: SpoolRecord? = withExtendedLifetime(parser) {
      guard let root = try? parser.parse(Array(bytes[..<end])).root,
        root["spool"]?.int64 == 1, let digest = root["digest"]?.text?.string,
        let id = Fingerprint(text: digest), let topic = root["topic"]?.text?.string,
        let schema = root["schema"]?.text?.string, let report = root["report"]?.text?.string,
        root["bytes"]?.int64 == Int64(rest.count),
        root["check"]?.text?.string == "\(Fingerprint(of: rest))"
      else { return nil }
      return SpoolRecord(digest: id, topic: topic, schema: schema, report: report, value: rest)
    }
    guard let read else { return nil }
    self = read
  }
}

extension Fingerprint {
  fileprivate init?(text: String) {
    guard let id = Array(text.utf8).withUnsafeBytes({ Fingerprint(text: $0) }) else { return nil }
    self = id
  }
}

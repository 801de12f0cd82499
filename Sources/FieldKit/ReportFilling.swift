internal import JSON
public import Model

/// Fills in what a device knows and the team left out: who, when, and an id of its own.
///
/// What the team wrote stays byte for byte; members are added at the front. The id follows from the
/// document, so that the same document has the same id on every device.
public struct ReportFilling: Sendable {
  /// The team's id in the theatre's sources; empty is unknown, and then it is not filled in.
  public let team: String
  public let now: Instant

  public init(team: String, now: Instant) {
    self.team = team
    self.now = now
  }

  /// The document with what was missing, and the names of what was added.
  ///
  /// `known` are the members that the schema has; a document that is no object is left as it is,
  /// and the check says so.
  public func fill(
    _ document: [UInt8], digest: Fingerprint, known: Set<String>
  ) -> (value: [UInt8], added: [String]) {
    let parser = Parser()
    return withExtendedLifetime(parser) {
      guard let root = try? parser.parse(document).root, root.kind == .object,
        let brace = document.firstIndex(of: UInt8(ascii: "{"))
      else { return (document, []) }
      var added: [String] = []
      var writer = Writer()
      writer.beginObject()
      func add(_ name: StaticString, _ text: String) {
        guard known.contains("\(name)"), root[name] == nil, !text.isEmpty else { return }
        added.append("\(name)")
        writer.name(name)
        writer.string(text)
      }
      let who = root["source"]?.text?.string ?? team
      add("id", (who.isEmpty ? "" : who + "-") + "\(digest)".prefix(12))
      add("source", team)
      add("submitted", "\(now)")
      guard !added.isEmpty else { return (document, []) }
      let isEmpty = root.members.first { _ in true } == nil
      let comma: [UInt8] = isEmpty ? [] : [UInt8(ascii: ",")]
      return (writer.bytes + comma + document[(brace + 1)...], added)
    }
  }

  /// The schema that a document names itself.
  public static func schema(named document: [UInt8]) -> String? {
    let parser = Parser()
    return withExtendedLifetime(parser) {
      (try? parser.parse(document).root)?["schema"]?.text?.string
    }
  }

  /// The members a schema has at its top, from its text.
  public static func members(ofSchema text: [UInt8]) -> Set<String> {
    let parser = Parser(limits: Limits(bytesMax: 16 << 20, depthMax: 256))
    return withExtendedLifetime(parser) {
      guard let root = try? parser.parse(text).root, let properties = root["properties"] else {
        return []
      }
      return Set(properties.members.map(\.name.string))
    }
  }
}

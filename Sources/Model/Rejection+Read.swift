public import JSON

extension Rejection {
  /// Why bytes are not a `rejection/1`: the member that is missing or wrong.
  public struct Malformed: Error, Equatable, Sendable {
    public let member: String
  }

  /// From a `rejection/1` document, as `write(to:)` made it.
  ///
  /// Reading what was written gives an equal rejection, apart from texts that were cut. The parser
  /// needs a limit above that of Intake: the original may take four thirds of its bytes.
  public init(reading root: Value) throws(Malformed) {
    guard let schema = root["schema"]?.text, schema.equals("rejection/1") else {
      throw Malformed(member: "schema")
    }
    guard let reasonText = root["reason"]?.text, let reason = RejectionReason.named(reasonText)
    else { throw Malformed(member: "reason") }
    guard let position = root["position"] else { throw Malformed(member: "position") }
    guard let original = root["original"] else { throw Malformed(member: "original") }
    self.init(
      reason: reason, sentence: try Self.text(root, "sentence"),
      position: try RejectionPosition(reading: position),
      original: try RejectionOriginal(reading: original))
    self.schema = root["tried"]?.text?.string
    fault = root["fault"]?.text?.string
    offset = root["offset"]?.int64.map { Int($0) }
    guard let attempts = root["attempts"]?.int64.flatMap({ Int32(exactly: $0) }) else {
      throw Malformed(member: "attempts")
    }
    self.attempts = attempts
    guard let violations = root["violations"] else { return }
    for element in violations.elements {
      self.violations.append(
        RejectionViolation(
          instancePointer: try Self.text(element, "instancePointer"),
          schemaPointer: try Self.text(element, "schemaPointer"),
          keyword: try Self.text(element, "keyword"), sentence: try Self.text(element, "sentence")))
    }
  }

  fileprivate static func text(
    _ value: Value, _ member: StaticString
  ) throws(Malformed) -> String {
    guard let text = value[member]?.text else { throw Malformed(member: "\(member)") }
    return text.string
  }
}

extension RejectionPosition {
  fileprivate init(reading value: Value) throws(Rejection.Malformed) {
    guard let partition = value["partition"]?.int64.flatMap({ Int32(exactly: $0) }),
      let offset = value["offset"]?.int64
    else { throw Rejection.Malformed(member: "position") }
    self.init(
      topic: try Rejection.text(value, "topic"), partition: partition, offset: offset,
      timestamp: value["timestamp"]?.int64)
  }
}

extension RejectionOriginal {
  fileprivate init(reading value: Value) throws(Rejection.Malformed) {
    guard let key = value["key"], let payload = value["value"], let list = value["headers"] else {
      throw Rejection.Malformed(member: "original")
    }
    self.init(
      key: try Self.bytes(key, "original/key"), value: try Self.bytes(payload, "original/value"),
      headers: [])
    for element in list.elements {
      guard let name = element["name"], let value = element["value"],
        let nameBytes = try Self.bytes(name, "original/headers")
      else { throw Rejection.Malformed(member: "original/headers") }
      headers.append(
        Header(name: nameBytes, value: try Self.bytes(value, "original/headers")))
    }
  }

  private static func bytes(
    _ value: Value, _ member: String
  ) throws(Rejection.Malformed) -> [UInt8]? {
    if value.isNull { return nil }
    if let text = value["text"]?.text {
      return text.withDecoded { Array($0) }
    }
    guard let text = value["base64"]?.text,
      let bytes = text.withDecoded({ RejectionBytes.decode(base64: $0) })
    else { throw Rejection.Malformed(member: member) }
    return bytes
  }
}

import JSON

/// A made-up value, for examples that show a difference.
indirect enum Sample: Hashable {
  case null
  case bool(Bool)
  /// As spelled.
  case number(String)
  case string(String)
  case array([Sample])
  case object([Member])

  struct Member: Hashable {
    var name: String
    var value: Sample
  }

  var kind: Value.Kind {
    switch self {
    case .null: .null
    case .bool: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  var json: [UInt8] {
    var writer = Writer()
    write(to: &writer)
    return writer.bytes
  }

  private func write(to writer: inout Writer) {
    switch self {
    case .null: writer.null()
    case .bool(let isTrue): writer.bool(isTrue)
    case .number(let spelling): Array(spelling.utf8).withUnsafeBytes { writer.raw($0) }
    case .string(let text): writer.string(text)
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        Array(member.name.utf8).withUnsafeBytes { writer.name($0) }
        member.value.write(to: &writer)
      }
      writer.endObject()
    }
  }

  /// The object with a member set; other kinds as they are.
  func setting(_ name: String, to value: Sample) -> Sample {
    guard case .object(var members) = self else { return self }
    if let at = members.firstIndex(where: { $0.name == name }) {
      members[at].value = value
    } else {
      members.append(Member(name: name, value: value))
    }
    return .object(members)
  }

  func removing(_ name: String) -> Sample {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.name != name })
  }
}

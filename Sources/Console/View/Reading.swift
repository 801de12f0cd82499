internal import JSON
internal import Model

/// Members of documents, as the view needs them. What is missing or of another kind is nothing:
/// the topics' schemas may gain members, and a view of an older version must not fail on them.
enum Reading {
  static func text(_ value: Value?) -> String { value?.text?.string ?? "" }

  /// Seconds since 1970 of an RFC 3339 text.
  static func seconds(_ value: Value?) -> Int64? {
    value?.text?.withDecoded { Instant.parse($0)?.earliest.seconds }
  }

  static func point(_ value: Value?) -> Coordinates? {
    guard let latitude = value?["latitude"]?.double, let longitude = value?["longitude"]?.double
    else { return nil }
    return Coordinates(latitude: latitude, longitude: longitude)
  }

  static func elements(_ value: Value?) -> [Value] { value.map { Array($0.elements) } ?? [] }

  /// Members that a document says are not for everybody.
  static func restricted(_ root: Value) -> [String] {
    elements(root["restricted"]).compactMap { $0.text?.string }
  }

  /// The document without its restricted members; the list of their names stays.
  static func open(_ root: Value) -> [UInt8] {
    let hidden = restricted(root)
    guard !hidden.isEmpty else { return Array(root.source) }
    var writer = Writer(capacity: 1024)
    writer.beginObject()
    for member in root.members where !hidden.contains(member.name.string) {
      writer.name(member.name)
      writer.raw(member.value.source)
    }
    writer.endObject()
    return writer.bytes
  }
}

extension Writer {
  /// A member of text, left out when empty.
  mutating func member(_ name: StaticString, _ text: String) {
    guard !text.isEmpty else { return }
    self.name(name)
    string(text)
  }

  mutating func member(_ name: StaticString, _ number: Int64) {
    self.name(name)
    integer(number)
  }

  /// A member that is a part of a document, as it stands there.
  mutating func member(_ name: StaticString, copying value: Value?) {
    guard let value else { return }
    self.name(name)
    raw(value.source)
  }
}

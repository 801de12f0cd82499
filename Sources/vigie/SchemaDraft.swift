import JSON
import Theatre

/// A first schema and mapping for a feed that is only known from a sample.
///
/// Every column is listed; those whose name says what they are get a rule, the others stand as
/// comments. A draft to be read and corrected, never more.
struct SchemaDraft {
  /// A leaf of the sample's documents.
  struct Column {
    /// Names from the root down.
    let path: [String]
    var kinds: Set<String> = []
    /// Different values, in the order in which they came, up to a limit.
    var values: [String] = []
    /// In how many documents it has a value.
    var count = 0

    var pointer: String {
      path.map {
        "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1")
      }.joined()
    }
  }

  private static let valuesMax = 40

  private(set) var columns: [Column] = []
  private(set) var documents = 0

  mutating func add(_ root: Value) {
    documents += 1
    add(root, [])
  }

  private mutating func add(_ value: Value, _ path: [String]) {
    if value.kind == .object, path.count < 8 {
      for member in value.members { add(member.value, path + [member.name.string]) }
      return
    }
    guard !path.isEmpty else { return }
    let index: Int
    if let found = columns.firstIndex(where: { $0.path == path }) {
      index = found
    } else {
      columns.append(Column(path: path))
      index = columns.count - 1
    }
    columns[index].kinds.insert(Self.type(value))
    guard !value.isNull, value.kind != .array else { return }
    let text = value.text?.string ?? String(decoding: value.source, as: UTF8.self)
    guard !text.isEmpty else { return }
    columns[index].count += 1
    if columns[index].values.count < Self.valuesMax, !columns[index].values.contains(text) {
      columns[index].values.append(text)
    }
  }

  private static func type(_ value: Value) -> String {
    switch value.kind {
    case .string: "string"
    case .number: value.int64 == nil ? "number" : "integer"
    case .array: "array"
    case .object: "object"
    case .null: "null"
    default: "boolean"
    }
  }

  // MARK: The schema

  func schema(named name: String) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    member("$schema", "https://json-schema.org/draft/2020-12/schema", &writer)
    member("title", name, &writer)
    member("description", "A draft from a sample: correct it.", &writer)
    write(columns.map { ($0.path[...], $0) }, &writer)
    writer.endObject()
    return Self.indented(writer.bytes)
  }

  /// For people: a member a line.
  private static func indented(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var depth = 0
    var isText = false
    func newLine() {
      out.append(10)
      out += [UInt8](repeating: 32, count: depth * 2)
    }
    for (index, byte) in bytes.enumerated() {
      if isText || byte == UInt8(ascii: "\"") {
        if byte == UInt8(ascii: "\""), index == 0 || bytes[index - 1] != UInt8(ascii: "\\") {
          isText.toggle()
        }
        out.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        out.append(byte)
        depth += 1
        if bytes[index + 1] != byte + 2 { newLine() }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if bytes[index - 1] != byte - 2 { newLine() }
        out.append(byte)
      case UInt8(ascii: ","):
        out.append(byte)
        newLine()
      case UInt8(ascii: ":"): out += [byte, 32]
      default: out.append(byte)
      }
    }
    return out + [10]
  }

  private func member(_ name: StaticString, _ text: String, _ writer: inout Writer) {
    writer.name(name)
    writer.string(text)
  }

  private func write(_ part: [(path: ArraySlice<String>, column: Column)], _ writer: inout Writer) {
    member("type", "object", &writer)
    writer.name("properties")
    writer.beginObject()
    var names: [String] = []
    for item in part {
      if let name = item.path.first, !names.contains(name) { names.append(name) }
    }
    var required: [String] = []
    for name in names {
      let own = part.filter { $0.path.first == name }
      Array(name.utf8).withUnsafeBytes { writer.name($0) }
      writer.beginObject()
      let deeper = own.filter { $0.path.count > 1 }.map { ($0.path.dropFirst(), $0.column) }
      if let column = own.first(where: { $0.path.count == 1 })?.column, deeper.isEmpty {
        let kinds =
          column.kinds.contains("number")
          ? column.kinds.subtracting(["integer"])
          : column.kinds
        writer.name("type")
        if kinds.count == 1, let kind = kinds.first {
          writer.string(kind)
        } else {
          writer.beginArray()
          for kind in kinds.sorted() { writer.string(kind) }
          writer.endArray()
        }
        if column.count == documents, Guess(column)?.isNeeded ?? false {
          required.append(name)
          if kinds == ["string"] {
            writer.name("minLength")
            writer.integer(1)
          }
        }
      } else {
        write(deeper, &writer)
      }
      writer.endObject()
    }
    writer.endObject()
    guard !required.isEmpty else { return }
    writer.name("required")
    writer.beginArray()
    for name in required { writer.string(name) }
    writer.endArray()
  }
}

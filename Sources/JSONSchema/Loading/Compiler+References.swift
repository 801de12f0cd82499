import JSON

/// `$schema`, `$id`, `$anchor` and `$ref`: names and places within the one document.
extension Compiler {
  static let draft = "https://json-schema.org/draft/2020-12/schema"

  /// Notes the root's `$id` and every `$anchor` before anything refers to them.
  mutating func survey() {
    if let id = root["$id"]?.text?.string {
      rootID = String(id.prefix { $0 != "#" })
    }
    var stack = [(value: root, place: "")]
    while let (value, place) = stack.popLast() {
      guard value.kind == .object else { continue }
      for member in value.members {
        guard let keyword = Keyword(rawValue: member.name.string) else { continue }
        let memberPlace = Self.place(keyword.rawValue, under: place)
        if keyword == .anchor { note(anchor: member.value, of: value, at: place) }
        switch keyword.shape {
        case .none: break
        case .schema: stack.append((member.value, memberPlace))
        case .schemas:
          for (position, element) in member.value.elements.enumerated() {
            stack.append((element, "\(memberPlace)/\(position)"))
          }
        case .schemasByName:
          for entry in member.value.members {
            stack.append((entry.value, Self.place(entry.name.string, under: memberPlace)))
          }
        }
      }
    }
  }

  private mutating func note(anchor: Value, of schema: Value, at place: String) {
    guard let name = anchor.text?.string, let first = name.utf8.first,
      FormatScanner.isLetter(first) || first == UInt8(ascii: "_"),
      name.utf8.allSatisfy({
        FormatScanner.isLetter($0) || FormatScanner.isDigit($0) || "-_.".utf8.contains($0)
      })
    else {
      report(place + "/$anchor", "`$anchor` must be a plain name: letters, digits, `-`, `_`, `.`")
      return
    }
    if let other = anchors[name] {
      let holder = other.place.isEmpty ? "the root" : "`\(other.place)`"
      report(place + "/$anchor", "the anchor `\(name)` is given already, to \(holder)")
      return
    }
    anchors[name] = (schema, place)
  }

  mutating func checkCore(_ keyword: Keyword, _ value: Value, at place: String) {
    switch keyword {
    case .schema:
      let uri = value.text?.string ?? ""
      guard uri == Self.draft || uri == Self.draft + "#" else {
        let older = ["draft-07", "draft-06", "draft-04", "2019-09"].first { uri.contains($0) }
        let found = older.map { "; this schema is written for \($0), which is not supported" } ?? ""
        report(place, "`$schema` must be \(Self.draft)\(found)")
        return
      }
    case .id:
      if value.text == nil {
        report(place, "`$id` must be a string; it is \(value.kind.phrase)")
      } else if place != "/$id" {
        report(place, "`$id` below the root is not yet supported: one document, one resource")
      }
    case .defs:
      guard value.kind == .object else {
        report(place, "`$defs` must be an object; it is \(value.kind.phrase)")
        return
      }
      // Compiled even when nothing refers to them: a definition is never half read either.
      for member in value.members {
        _ = node(for: member.value, at: Self.place(member.name.string, under: place))
      }
    default: break
    }
  }

  /// The node that `$ref` names.
  mutating func reference(_ value: Value, at place: String) -> Int32? {
    guard let text = value.text?.string else {
      report(place, "`$ref` must be a string; it is \(value.kind.phrase)")
      return nil
    }
    let base = String(text.prefix { $0 != "#" })
    let shown = Excerpt.bounded(Array(text.utf8), 80)
    guard base.isEmpty || base == rootID else {
      report(place, "`$ref` to another document is not yet supported: `\(shown)`")
      return nil
    }
    guard let fragment = Self.decodePercent(String(text.dropFirst(base.count).dropFirst())) else {
      report(place, "`$ref` has a broken percent escape: `\(shown)`")
      return nil
    }
    if fragment.isEmpty { return node(for: root, at: "") }
    if !fragment.hasPrefix("/") {
      guard let anchor = anchors[fragment] else {
        report(place, "`$ref` names the anchor `\(shown)`, which no schema here has")
        return nil
      }
      return node(for: anchor.value, at: anchor.place)
    }
    guard let pointer = Pointer(fragment), let target = pointer.resolve(in: root) else {
      report(place, "`$ref` points at `\(shown)`, where there is nothing\(near(fragment))")
      return nil
    }
    return node(for: target, at: pointer.description)
  }

  private func near(_ fragment: String) -> String {
    let folder = "/$defs/"
    guard fragment.hasPrefix(folder), let defs = root["$defs"] else { return "" }
    let known = defs.members.map { $0.name.withDecoded { Array($0) } }
    let nearest = NearestName.of(Array(fragment.dropFirst(folder.count).utf8), among: known)
    return nearest.map { "; did you mean `#/$defs/\($0)`?" } ?? ""
  }

  private static func decodePercent(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let pair = rest.prefix(2)
      guard pair.count == 2, pair.allSatisfy(FormatScanner.isHexDigit),
        let value = UInt8(String(decoding: pair, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

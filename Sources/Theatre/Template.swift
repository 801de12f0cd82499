/// A text with fields in braces: `Attack at {place}`.
public struct Template: Sendable, Equatable {
  /// What an alert can tell. Closed, so that a misspelt field is found at load.
  public enum Field: String, Sendable, CaseIterable {
    case place, area, date, target, actor, event, km, days, window, count, sum, percent, level
    case source, silent
    case otherPlace = "other_place"
    case pollingPlace = "polling_place"
  }

  enum Part: Sendable, Equatable {
    case text(String)
    case field(Field)
  }

  let parts: [Part]

  /// Every field it uses, in order of appearance.
  public var fields: [Field] {
    parts.compactMap { part in
      if case .field(let field) = part { return field }
      return nil
    }
  }

  /// Fills the fields in; `value` returns nil for what is not known, which takes the fallback.
  public func filled(_ fallbacks: [Field: String], _ value: (Field) -> String?) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .field(let field): text += value(field) ?? fallbacks[field] ?? ""
      }
    }
    return text
  }

  /// Reads a template; the second result names what stands in braces and is no field.
  static func read(_ text: String) -> (template: Template, unknown: [String]) {
    var parts: [Part] = []
    var unknown: [String] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: "}") else {
        unknown.append(String(inside.prefix(20)))
        return (Template(parts: parts), unknown)
      }
      let name = String(inside[..<close])
      if let field = Field(rawValue: name) {
        parts.append(.field(field))
      } else {
        unknown.append(name)
      }
      rest = inside[inside.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return (Template(parts: parts), unknown)
  }
}

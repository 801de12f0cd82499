import JSON

/// The keywords that name: `$ref` and its kin, and what they lead to.
extension Compiler {
  mutating func checkCore(_ keyword: Keyword, _ value: Value, at place: String) {
    switch keyword {
    case .schema, .id, .recursiveAnchor, .vocabulary: checkName(keyword, value, at: place)
    case .defs, .definitions:
      guard value.kind == .object else {
        report(place, "`\(keyword.rawValue)` must be an object; it is \(value.kind.phrase)")
        return
      }
      // Compiled even when nothing refers to them: a definition is never half read either.
      for member in value.members {
        _ = node(for: member.value, at: Self.place(member.name.string, under: place))
      }
    default: break
    }
  }

  private mutating func checkName(_ keyword: Keyword, _ value: Value, at place: String) {
    let isRoot = library.resources[here.spot.resource].root.key == here.spot.key
    switch keyword {
    case .schema:
      if value.kind != .string {
        report(place, "`$schema` must be a string; it is \(value.kind.phrase)")
      } else if !isRoot {
        report(place, "`$schema` may stand only at the root of a document or beside `$id`")
      }
    case .id:
      guard let text = value.text?.string else {
        report(place, "`$id` must be a string; it is \(value.kind.phrase)")
        return
      }
      let fragment = URIReference(text).fragment ?? ""
      if !fragment.isEmpty, !dialect.draft.refHidesSiblings {
        report(place, "`$id` may not have a fragment; write `$anchor`")
      }
    case .recursiveAnchor:
      if value.bool == nil {
        report(place, "`$recursiveAnchor` must be true or false; it is \(value.kind.phrase)")
      }
    default:
      if value.kind != .object {
        report(place, "`$vocabulary` must be an object; it is \(value.kind.phrase)")
      }
    }
  }

  /// The node that `$ref`, `$dynamicRef` or `$recursiveRef` leads to in the scope compiled for.
  mutating func reference(_ keyword: Keyword, _ value: Value, at place: String) -> Int32? {
    guard let text = value.text?.string else {
      report(place, "`\(keyword.rawValue)` must be a string; it is \(value.kind.phrase)")
      return nil
    }
    let found = library.follow(text, keyword, from: here.spot.resource, at: place)
    takeProblems()
    guard let target = found else { return nil }
    switch keyword {
    case .dynamicRef: return node(at: dynamic(target))
    case .recursiveRef:
      guard library.resources[target.spot.resource].isRecursiveAnchor,
        let bound = scopes.binding(of: DynamicScopes.recursive, in: here.scope)
      else { return node(at: target.spot) }
      return node(at: library.resources[bound].root)
    default: return node(at: target.spot)
    }
  }

  /// A dynamic reference is one only when it first leads to a dynamic anchor.
  private func dynamic(_ target: Target) -> Spot {
    guard let name = target.anchor,
      library.resources[target.spot.resource].dynamicAnchors[name]?.key == target.spot.key,
      let bound = scopes.binding(of: name, in: here.scope)
    else { return target.spot }
    return library.resources[bound].dynamicAnchors[name] ?? target.spot
  }
}

import JSON

/// What a reference leads to.
struct Target {
  var spot: Spot
  /// The plain name that was followed, when the fragment is one.
  var anchor: String?
}

extension Library {
  /// Notes `$anchor`, `$dynamicAnchor` and `$recursiveAnchor`, and old drafts' `$id` of a fragment.
  mutating func noteAnchors(_ spot: Spot, _ dialect: Dialect) {
    if dialect.keyword("$anchor") != nil, let anchor = spot.value["$anchor"] {
      if let name = name(of: anchor, "$anchor", spot) { add(anchor: name, "$anchor", spot) }
    }
    if dialect.keyword("$dynamicAnchor") != nil, let anchor = spot.value["$dynamicAnchor"] {
      if let name = name(of: anchor, "$dynamicAnchor", spot) {
        add(anchor: name, "$dynamicAnchor", spot)
        resources[spot.resource].dynamicAnchors[name] = spot
      }
    }
    if dialect.keyword("$recursiveAnchor") != nil, spot.value["$recursiveAnchor"]?.bool == true,
      resources[spot.resource].root.key == spot.key
    {
      resources[spot.resource].isRecursiveAnchor = true
    }
    if dialect.draft.refHidesSiblings, let id = spot.value["$id"]?.text?.string, id.hasPrefix("#") {
      add(anchor: String(id.dropFirst()), "$id", spot)
    }
  }

  private mutating func name(of anchor: Value, _ keyword: String, _ spot: Spot) -> String? {
    guard let name = anchor.text?.string, let first = name.utf8.first,
      FormatScanner.isLetter(first) || first == UInt8(ascii: "_"),
      name.utf8.allSatisfy({
        FormatScanner.isLetter($0) || FormatScanner.isDigit($0) || "-_.".utf8.contains($0)
      })
    else {
      report(
        "\(spot.place)/\(keyword)",
        "`\(keyword)` must be a plain name: letters, digits, `-`, `_`, `.`")
      return nil
    }
    return name
  }

  private mutating func add(anchor name: String, _ keyword: String, _ spot: Spot) {
    if let other = resources[spot.resource].anchors[name] {
      let holder = other.place.isEmpty ? "the root" : "`\(other.place)`"
      report("\(spot.place)/\(keyword)", "the anchor `\(name)` is given already, to \(holder)")
      return
    }
    resources[spot.resource].anchors[name] = spot
  }

  /// Follows a reference from a resource; nil after reporting why it leads nowhere.
  mutating func follow(
    _ text: String, _ keyword: Keyword, from resource: Int, at place: String
  ) -> Target? {
    let reference = URIReference(text)
    let shown = Excerpt.bounded(Array(text.utf8), 80)
    let name = keyword.rawValue
    var target = resource
    if reference.document != URIReference("") {
      let uri = reference.resolved(against: resources[resource].uri).document
      guard let found = self.resource(at: uri) else {
        let full = Excerpt.bounded(Array(uri.description.utf8), 120)
        report(
          place,
          "`\(name)` names `\(full)`, which is neither in this schema nor in the registry; "
            + "nothing is fetched")
        return nil
      }
      target = found
    }
    guard let fragment = URIReference.decodePercent(reference.fragment ?? "") else {
      report(place, "`\(name)` has a broken percent escape: `\(shown)`")
      return nil
    }
    let root = resources[target].root
    if fragment.isEmpty { return Target(spot: root) }
    guard fragment.hasPrefix("/") else {
      guard let spot = resources[target].anchors[fragment] else {
        report(place, "`\(name)` names the anchor `\(shown)`, which no schema here has")
        return nil
      }
      return Target(spot: spot, anchor: fragment)
    }
    guard let pointer = Pointer(fragment), let spot = walk(pointer, from: root) else {
      report(
        place, "`\(name)` points at `\(shown)`, where there is nothing\(near(fragment, root.value))"
      )
      return nil
    }
    survey(spot)
    return Target(spot: self.spot(spot.value, at: spot.place, under: spot))
  }

  /// Follows a pointer, minding the resources that it comes through.
  private func walk(_ pointer: Pointer, from root: Spot) -> Spot? {
    var here = root
    for token in pointer.tokens {
      let step = Pointer(tokens: [token])
      guard let value = step.resolve(in: here.value) else { return nil }
      here = spot(value, at: here.place + step.description, under: here)
    }
    return here
  }

  private func near(_ fragment: String, _ root: Value) -> String {
    let folder = "/$defs/"
    guard fragment.hasPrefix(folder), let defs = root["$defs"] else { return "" }
    let known = defs.members.map { $0.name.withDecoded { Array($0) } }
    let nearest = NearestName.of(Array(fragment.dropFirst(folder.count).utf8), among: known)
    return nearest.map { "; did you mean `#/$defs/\($0)`?" } ?? ""
  }
}

import JSON

extension Inclusion {
  mutating func arrayGaps(_ nodes: [Int32], _ index: Int32) -> [Gap] {
    guard let rule = right.arrays(index) else { return [] }
    let model = ContentModel(side: left, nodes: nodes)
    let most = model.elementsMax
    var found: [Gap] = []
    if rule.countMin > model.elementsMin {
      found.append(
        gap(.minItems, "takes no arrays of fewer than \(rule.countMin) items", nodes, .array, index)
      )
    }
    if rule.countMax < most {
      found.append(
        gap(.maxItems, "takes no arrays of more than \(rule.countMax) items", nodes, .array, index))
    }
    if rule.isUnique, most > 1, !model.arrays.contains(where: \.isUnique) {
      found.append(gap(.uniqueItems, "takes no repeated items", nodes, .array, index))
    }
    let places = max(model.prefixCount, Int(rule.prefix.count))
    for position in 0...places where position < most {
      let isRest = position == places
      let node =
        position < Int(rule.prefix.count)
        ? right.tables.branches[rule.prefix.start + Int32(position)] : rule.items
      guard node >= 0 else { continue }
      found += gaps(model.elements(position), node).map { inner in
        wrap(inner, isRest ? "/*" : "/\(position)", nodes, index) { array, value in
          Self.replacing(position, in: array, with: value)
        }
      }
    }
    if rule.contains >= 0 { found += containsGaps(nodes, model, index, rule) }
    return found
  }

  private static func replacing(_ position: Int, in array: Sample, with value: Sample) -> Sample {
    guard case .array(var elements) = array else { return array }
    while elements.count <= position { elements.append(elements.last ?? value) }
    elements[position] = value
    return .array(elements)
  }

  private mutating func containsGaps(
    _ nodes: [Int32], _ model: ContentModel, _ index: Int32, _ rule: ArrayRule
  ) -> [Gap] {
    var same = Sameness(left, right)
    let isKept = model.arrays.contains { own in
      own.contains >= 0 && own.containsMin >= rule.containsMin
        && own.containsMax <= rule.containsMax && same.areSame(own.contains, rule.contains)
    }
    let isFull =
      rule.containsMax == .max && model.elementsMin >= rule.containsMin
      && (0...model.prefixCount).allSatisfy { holds(model.elements($0), rule.contains) }
    if isKept || isFull || (rule.containsMin == 0 && rule.containsMax == .max) { return [] }
    return [
      gap(.contains, "counts items of a certain form (`contains`)", nodes, .array, index)
    ]
  }
}

public import JSON

/// A schema in parts, for a reader who walks documents for a purpose of his own and judges them on
/// his way: what is simple he judges himself, by an `Outline`; for the rest he asks here.
///
/// A reader may only ever find that a document is accepted. Where he is in doubt he asks the schema
/// about the whole, which also explains.
public struct SchemaParts {
  // Safe because it is only used while the schema lives; nobody writes to a plan that is bound.
  let store: UnsafePointer<Tables>
  /// The whole of the schema.
  public let root: Part

  /// A schema within the schema.
  public struct Part: BitwiseCopyable, Sendable {
    let node: Int32

    /// Takes anything.
    public static let anything = Part(node: -1)
  }

  init(_ plan: Plan) {
    store = plan.tables
    root = Part(node: plan.root)
  }

  /// What a part says.
  public func outline(of part: Part) -> Outline {
    let tables = store.pointee
    guard part.node >= 0, !tables.nodes[part.node].acceptsAnything else { return .anything }
    let node = tables.nodes[part.node]
    let glance = tables.glances[part.node]
    switch glance.form {
    case .none: return .other
    case .either:
      let branches = tables.logic[glance.index].oneOf
      return .either(branches.indices.map { Part(node: tables.branches[$0]) })
    case .text: return .text(bytes: Int(max(glance.least, 0))...Int(glance.most))
    case .integer:
      return .number(
        glance.least...glance.most, isInteger: node.kinds.contains(.integersOnly))
    case .choice:
      return .choice(
        (0...glance.names.mask).compactMap { at in
          let slot = tables.nameSlots[glance.names.slots + Int32(at)]
          let name = IndexRange(start: slot.start, count: Int32(slot.key.count))
          return slot.value < 0 ? nil : Array(tables.bytes[bytes: name])
        })
    case .array:
      let rule = tables.arrays[glance.index]
      guard rule.prefix.isEmpty, rule.contains < 0, !rule.isUnique else { return .other }
      return .list(of: Part(node: rule.items), counts: rule.countMin...rule.countMax)
    case .object:
      let rule = tables.objects[glance.index]
      guard rule.isPlain else { return .other }
      return .object(outline(of: rule, hasMore: node.logic >= 0 || !rule.demands.isEmpty))
    }
  }

  private func outline(of rule: ObjectRule, hasMore: Bool) -> Outline.Members {
    var known: [Outline.Member] = []
    for (place, index) in rule.properties.indices.enumerated() {
      let property = store.pointee.properties[index]
      let isRefused = property.node < 0 && rule.isClosed
      known.append(
        Outline.Member(
          name: Array(store.pointee.bytes[bytes: property.name]), place: place,
          part: isRefused ? nil : Part(node: property.isFree ? -1 : property.node)))
    }
    return Outline.Members(
      known: known, isClosed: rule.isClosed, counts: rule.countMin...rule.countMax,
      required: rule.required, hasMore: hasMore)
  }

  /// Whether a part takes every text that has a digit wherever this one has one, a small letter
  /// wherever this one has one, and else the same bytes. Of a format it is enough that it is that
  /// of a time, when the caller sees to it that the text is one.
  public func accepts(everyLike sample: StaticString, isTime: Bool, _ part: Part) -> Bool {
    guard part.node >= 0 else { return true }
    let node = store.pointee.nodes[part.node]
    guard node.kinds.contains(.string), node.values < 0, node.logic < 0 else { return false }
    if node.strings < 0 { return true }
    let rule = store.pointee.strings[node.strings]
    let length = sample.utf8CodeUnitCount
    guard length >= rule.lengthMin, length <= rule.lengthMax,
      rule.format == nil || (isTime && rule.format == .dateTime)
    else { return false }
    if rule.pattern < 0 { return true }
    let automaton = store.pointee.patterns[rule.pattern].automaton
    return sample.withUTF8Buffer { sample in
      let kinds = [UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z")]
      return kinds.allSatisfy { kind in
        !sample.contains(where: kind.contains) || automaton.isSameForAll(kind, store)
      } && automaton.matches(UnsafeRawBufferPointer(sample), store) ?? false
    }
  }

  /// What a walk may still spend, over all that it asks; the same as `Schema.accepts` spends.
  @frozen
  public struct Budget {
    @usableFromInline var stepsLeft: Int
    @usableFromInline var depthLeft: Int

    init(stepsLeft: Int) {
      self.stepsLeft = stepsLeft
      depthLeft = Evaluation.depthMax
    }

    /// Pays for an object or array of so many members or elements, and opens it; `leave` closes it.
    @inlinable @inline(__always)
    public mutating func enter(_ count: Int) -> Bool {
      stepsLeft &-= count &+ 1
      guard depthLeft > 0, stepsLeft > 0 else { return false }
      depthLeft &-= 1
      return true
    }

    @inlinable @inline(__always)
    public mutating func leave() { depthLeft &+= 1 }
  }

  /// For the judging of one document.
  public func budget(for value: Value) -> Budget {
    Budget(stepsLeft: Evaluation(store, of: value).stepsLeft)
  }

  /// Whether a part takes a value; false as well when the budget is spent.
  public func accepts(_ part: Part, _ value: Value, _ budget: inout Budget) -> Bool {
    guard part.node >= 0 else { return true }
    return ask(&budget, of: value) { $0.judge(part.node, value) }
  }

  /// Whether an object with these members, by their places, is also in all else what a part asks,
  /// of which the outline says that there is more.
  public func acceptsMore(
    _ part: Part, _ value: Value, seen: UInt64, _ budget: inout Budget
  ) -> Bool {
    let node = store.pointee.nodes[part.node]
    return ask(&budget, of: value) {
      $0.accepts(object: node.objects, logic: node.logic, value, seen: seen)
    }
  }

  @inline(__always)
  private func ask(
    _ budget: inout Budget, of value: Value, _ body: (inout Evaluation) -> Bool
  ) -> Bool {
    var evaluation = Evaluation(store, stepsLeft: budget.stepsLeft, depthLeft: budget.depthLeft)
    let isAccepted = body(&evaluation) && !evaluation.isExhausted
    budget.stepsLeft = evaluation.stepsLeft
    return isAccepted
  }
}

/// What a part of a schema says, where it is simple enough to be said.
public enum Outline {
  case anything
  /// A string; one that is spelled without escapes is taken with so many bytes, whatever they are.
  case text(bytes: ClosedRange<Int>)
  /// One of these strings.
  case choice([[UInt8]])
  /// A number; one that lies in the range is taken, unless only integers are.
  case number(ClosedRange<Int64>, isInteger: Bool)
  case list(of: SchemaParts.Part, counts: ClosedRange<Int>)
  case object(Members)
  /// One of these, by the kind of the value: no kind is taken by two.
  case either([SchemaParts.Part])
  /// Only the schema itself can tell.
  case other

  public struct Members {
    public var known: [Member]
    /// Other members are refused; else they may be anything.
    public var isClosed: Bool
    public var counts: ClosedRange<Int>
    /// The places of the members that must be there, one bit each.
    public var required: UInt64
    /// Whether `acceptsMore` must be asked.
    public var hasMore: Bool
  }

  public struct Member {
    public var name: [UInt8]
    /// Below 64.
    public var place: Int
    /// Nil when the member is refused.
    public var part: SchemaParts.Part?
  }
}

extension Schema {
  /// The schema in parts; to be used while it lives.
  public var parts: SchemaParts { SchemaParts(plan) }
}

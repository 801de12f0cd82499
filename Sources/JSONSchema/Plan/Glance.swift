import JSON

/// What a node asks of a value, as far as a glance at the value tells: the few things that nearly
/// every value of nearly every schema is asked, in one place.
///
/// A glance only ever says yes. When it cannot, the node itself is asked, and decides.
struct Glance: BitwiseCopyable {
  enum Form: UInt8 {
    /// Nothing can be told.
    case none
    /// A string spelled without escapes, of `least` to `most` bytes.
    case text
    /// One of the strings in `names`.
    case choice
    /// An integer from `least` to `most`, spelled in at most eight digits.
    case integer
    /// An object, by the rules of `index` in `objects`.
    case object
    /// An array, by the rules of `index` in `arrays`.
    case array
    /// One of several nodes, by the kind of the value.
    case either
  }

  var form = Form.none
  var index: Int32 = -1
  /// Of an object's node.
  var logic: Int32 = -1
  var names = NameIndex(slots: -1, mask: 0)
  var least = Int64.min
  var most = Int64.max
}

extension Compiler {
  /// Once nothing of the plan changes any more.
  mutating func findGlances() {
    plan.glances = plan.nodes.map { glance(at: $0) }
  }

  private mutating func glance(at node: Node) -> Glance {
    var glance = Glance()
    if node.logic >= 0, node.saysOnlyLogic {
      let rule = plan.logic[Int(node.logic)]
      if rule.isChoiceByKind { (glance.form, glance.index) = (.either, node.logic) }
      return glance
    }
    if node.kinds.contains(.object), node.objects >= 0, node.values < 0 {
      (glance.form, glance.index, glance.logic) = (.object, node.objects, node.logic)
      return glance
    }
    guard node.logic < 0 else { return glance }
    if node.kinds.contains(.string), node.values >= 0, node.strings < 0 {
      choice(plan.values[Int(node.values)], &glance)
    } else if node.kinds.contains(.number), node.numbers >= 0, node.values < 0 {
      let rule = plan.numbers[Int(node.numbers)]
      guard rule.isRange else { return glance }
      (glance.form, glance.least, glance.most) = (.integer, rule.least, rule.most)
    } else if node.kinds.contains(.array), node.arrays >= 0, node.values < 0 {
      (glance.form, glance.index) = (.array, node.arrays)
    } else if node.kinds.contains(.string), node.values < 0 {
      text(node, &glance)
    }
    return glance
  }

  /// The strings of `enum`, or the one of `const`.
  private mutating func choice(_ rule: ValueRule, _ glance: inout Glance) {
    if rule.constant < 0, rule.stringCount > 0 {
      (glance.form, glance.names) = (.choice, rule.names)
    } else if rule.constant >= 0, !rule.hasChoices {
      let constant = plan.constants[Int(rule.constant)]
      guard constant.kind == .string else { return }
      let (start, count) = (Int(constant.text.start), Int(constant.text.count))
      glance.form = .choice
      glance.names = plan.append(index: [Array(plan.bytes[start..<start + count])])
    }
  }

  private func text(_ node: Node, _ glance: inout Glance) {
    glance.form = .text
    glance.least = 0
    guard node.strings >= 0 else { return }
    let rule = plan.strings[Int(node.strings)]
    if rule.hasForm { glance.form = .none }
    (glance.least, glance.most) = (Int64(rule.bytesEnough), Int64(rule.lengthMax))
  }
}

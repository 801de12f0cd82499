/// One compiled rule: a trivial value, so that running a mapping allocates nothing.
struct MappingStep: Sendable {
  var target: MappingTarget
  /// Into `MappingPlan.alternatives`: the slots to look into, in order.
  var firstAlternative: Int16 = 0
  var alternativeCount: Int16 = 0
  /// Into `MappingPlan.constants`: what stands in when no alternative is there, or −1.
  var constant: Int16 = -1
  /// Into `MappingPlan.tables`, or −1: values of the document → words of the target.
  var table: Int16 = -1
  /// Into `MappingPlan.tables`, or −1: values that count as absent.
  var ignored: Int16 = -1
  /// Into `MappingPlan.tables`, or −1: the values of `conditionSlot` for which the rule applies.
  var condition: Int16 = -1
  var conditionSlot: Int16 = -1
  /// Into `MappingPlan.groups`: the rules of each element, or −1.
  var group: Int16 = -1
  /// The byte that parts several values in one text, or 0.
  var separator: UInt8 = 0
  /// Into `MappingPlan.extras`: what the rule asks beyond this, or −1.
  var extra: Int16 = -1
  /// Of rules with one chain only the first that gives something counts; −1 for none.
  var chain: Int16 = -1
  /// Words of a list that the target does not have are left out.
  var keepsKnown = false
  /// An integer spelled `7.0` is kept as `7`.
  var isInteger = false
}

/// Rules that run together: the report's own, or those for each element of an array.
struct MappingGroup: Sendable {
  /// The slot of the array, or −1 when the rules run once, on the slots around them.
  var each: Int16 = -1
  /// Where the walk of an element starts, in `MappingPlan.nodes`.
  var node: Int16 = -1
  var firstStep: Int16 = 0
  var stepCount: Int16 = 0
  /// The slot of the element itself, for the pointer `""`, or −1.
  var ownSlot: Int16 = -1
  /// The slots that a walk fills, and which are emptied before.
  var firstSlot: Int16 = 0
  var slotCount: Int16 = 0
  /// Into `MappingPlan.extras`: what must hold for an element, or −1.
  var filter: Int16 = -1
  /// See `MappingPlan+Direct`.
  var isDirect = false
}

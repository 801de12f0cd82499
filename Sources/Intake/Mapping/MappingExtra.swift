/// What a rule asks beyond one value and one condition. Only rules that use it pay for it.
struct MappingExtra: Sendable {
  /// All must hold.
  var conditions: [MappingCondition] = []
  /// Text between values; empty when the rule reads one value.
  var template: [MappingTemplatePart] = []
  /// All alternatives are added up.
  var isSum = false
  /// Which part of a text that `split` takes apart, from 0; −1 for all.
  var at = -1
  /// Folded words: the number that stands before one of them is the value.
  var numberBefore: [[UInt8]] = []
  /// The number is multiplied by it.
  var factor: Decimal?
  var dates: [DatePattern] = []
  /// Into `MappingPlan.tables`, or −1: values of the document → positions in
  /// `MappingPlan.constants`.
  var texts: Int16 = -1
  /// Into `MappingPlan.constants`: what stands for a value that the table does not have, or −1.
  var otherwise: Int16 = -1
  /// A value that the table does not have counts as absent.
  var skipsUnknown = false

  /// Whether the value must be computed and not only found.
  var isComputed: Bool {
    !template.isEmpty || isSum || at >= 0 || !numberBefore.isEmpty || factor != nil
      || !dates.isEmpty || texts >= 0
  }
}

/// One question about the document.
struct MappingCondition: Sendable {
  enum Test: Sendable { case any, none, present, absent }

  var slot: Int16
  var test: Test
  /// Into `MappingPlan.tables`: the values, for `any` and `none`.
  var table: Int16 = -1
}

/// A template: text, or one of the rule's alternatives by its position.
struct MappingTemplatePart: Sendable {
  var text: [UInt8] = []
  var alternative: Int16 = -1
  /// Parts of one bracket stand or fall together; 0 is outside of brackets.
  var bracket: Int16 = 0
}

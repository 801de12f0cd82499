import JSON

/// One schema object in flat form: which kinds it takes, and where its rules lie in the plan's
/// tables.
///
/// A rule is looked at only when the instance has the kind it speaks of; `-1` means no such rule.
struct Node: BitwiseCopyable {
  var kinds = KindSet.all
  /// `enum` and `const`.
  var values: Int32 = -1
  var strings: Int32 = -1
  var numbers: Int32 = -1
  var arrays: Int32 = -1
  var objects: Int32 = -1
  /// `$ref`, `allOf`, `anyOf`, `oneOf`, `not`, `if`.
  var logic: Int32 = -1

  /// Nothing but `numbers` and the kind decides about a number.
  @inline(__always) var isOnlyNumber: Bool { logic & values < 0 }

  /// True for `true`, `{}` and schemas of annotations only.
  var acceptsAnything: Bool { saysOnlyLogic && logic < 0 }

  var saysOnlyLogic: Bool {
    kinds == .all && values < 0 && strings < 0 && numbers < 0 && arrays < 0 && objects < 0
  }
}

/// The kinds of value that `type` takes, one bit each, and whether a number must be an integer.
struct KindSet: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  static let null = KindSet(kind: .null)
  static let boolean = KindSet(kind: .boolean)
  static let number = KindSet(kind: .number)
  static let string = KindSet(kind: .string)
  static let array = KindSet(kind: .array)
  static let object = KindSet(kind: .object)
  /// Set beside `number`: only mathematical integers, so 1.0 is one.
  static let integersOnly = KindSet(rawValue: 1 << 6)

  static let all: KindSet = [.null, .boolean, .number, .string, .array, .object]
  static let none: KindSet = []

  init(rawValue: UInt8) { self.rawValue = rawValue }

  @inline(__always)
  init(kind: Value.Kind) {
    rawValue = 1 << kind.rawValue
  }
}

/// A run of entries in one of the plan's tables.
struct IndexRange: BitwiseCopyable {
  var start: Int32 = 0
  var count: Int32 = 0

  @inline(__always) var isEmpty: Bool { count == 0 }
  @inline(__always) var indices: Range<Int32> { start..<(start &+ count) }
}

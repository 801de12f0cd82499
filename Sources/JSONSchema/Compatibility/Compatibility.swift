/// What changes for those who keep to one of two schemas when the other takes its place.
///
/// A claim that one takes all that the other does is proven, keyword by keyword; a claim that it
/// does not comes with a document that one accepts and the other refuses, tried on both. What is
/// neither is `cannotTell`: there is no guess.
public struct Compatibility: Sendable {
  /// Whether every document of the one is one of the other.
  public enum Answer: Sendable, Equatable {
    case yes, no, cannotTell
  }

  /// Both answers in the words that registries of schemas use.
  public enum Verdict: String, Sendable {
    /// The new schema takes every document that the old one took.
    case backward
    /// The old schema takes every document that the new one takes.
    case forward
    case full
    case none
    /// An answer is missing.
    case cannotTell = "cannot tell"
  }

  /// One way in which a schema takes less than the other.
  public struct Difference: Sendable {
    /// True when the old schema takes more: old documents may be refused from now on.
    public var breaksBackward: Bool
    /// Where in the documents: a JSON Pointer, with `*` for any item or any member that is not
    /// named.
    public var pointer: String
    /// Which keyword, in the schema that refuses.
    public var schemaPointer: String
    public var sentence: String
    /// A document that the one accepts and the other refuses; nil when none was found.
    public var example: [UInt8]?
  }

  /// Differences told at most, in each direction.
  public static let differencesMax = 64

  public let backward: Answer
  public let forward: Answer
  /// Those that break backward first.
  public let differences: [Difference]

  /// Compares two versions of a schema. Formats count as the schemas were compiled to take them.
  public init(from old: Schema, to new: Schema) {
    let toNew = Self.compare(old, new, breaksBackward: true)
    let toOld = Self.compare(new, old, breaksBackward: false)
    backward = toNew.answer
    forward = toOld.answer
    differences = toNew.differences + toOld.differences
  }

  /// The verdict, when both answers are known.
  public var verdict: Verdict {
    switch (backward, forward) {
    case (.cannotTell, _), (_, .cannotTell): .cannotTell
    case (.yes, .yes): .full
    case (.yes, .no): .backward
    case (.no, .yes): .forward
    case (.no, .no): .none
    }
  }

  private static func compare(
    _ from: Schema, _ to: Schema, breaksBackward: Bool
  ) -> (answer: Answer, differences: [Difference]) {
    let (left, right) = (Side(from.plan), Side(to.plan))
    var inclusion = Inclusion(left, right)
    let gaps = inclusion.gaps([from.plan.root], to.plan.root)
    guard !gaps.isEmpty else { return (.yes, []) }
    let who = breaksBackward ? "the new schema" : "the old schema"
    var differences: [Difference] = []
    for gap in gaps {
      var difference = Difference(
        breaksBackward: breaksBackward, pointer: gap.path, schemaPointer: gap.schemaPointer,
        sentence: "\(who) \(gap.sentence)", example: nil)
      if let sample = gap.example, left.accepts(from.plan.root, sample),
        right.refuses(to.plan.root, sample)
      {
        difference.example = sample.json
      }
      let known = differences.firstIndex {
        $0.pointer == gap.path && $0.schemaPointer == gap.schemaPointer
      }
      if let known {
        if differences[known].example == nil { differences[known] = difference }
      } else if differences.count < differencesMax {
        differences.append(difference)
      }
    }
    let isProven = differences.contains { $0.example != nil }
    return (isProven ? .no : .cannotTell, differences)
  }
}

public import JSON

/// Why a new version of an incident was written, as one sentence.
public enum IncidentReason: UInt8, Code {
  case
    founded, joined, claimed, reportRevised, reportReplaced, reportRetracted, reportMoved,
    contender, allRetracted, foundedAgain, merged, mergedAway, split, decided, withdrawn,
    conflict

  private static let spelled: [StaticString] = [
    "founded", "joined", "claimed", "report_revised", "report_replaced", "report_retracted",
    "report_moved", "contender", "all_retracted", "founded_again", "merged", "merged_away", "split",
    "decided", "withdrawn", "conflict",
  ]

  private static let sentences: [StaticString] = [
    "A report matches no incident that is remembered.",
    "Another report tells of the same happening.",
    "A claim speaks about this happening.",
    "A source sent a new revision of its report.",
    "A source replaced its report by another.",
    "A source retracted its report.",
    "A corrected report now tells of another happening.",
    "Another incident may be the same happening.",
    "No report of this happening still stands.",
    "A report of a happening that had been retracted stands again.",
    "Another incident turned out to be the same happening; its reports are here now.",
    "It turned out to be the same happening as another incident, which has its reports now.",
    "What held these reports together is gone, or something keeps them apart.",
    "An analyst decided about this happening.",
    "An analyst took this happening back.",
    "A source sent another content under the same id and revision as one of these reports.",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  public var sentence: StaticString { Self.sentences[Int(rawValue)] }
}

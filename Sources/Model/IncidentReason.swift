public import JSON

/// Why a new version of an incident was written, as one sentence.
public enum IncidentReason: UInt8, Code {
  case
    founded, joined, claimed, reportRevised, reportReplaced, reportRetracted, reportMoved,
    contender, allRetracted, foundedAgain

  private static let spelled: [StaticString] = [
    "founded", "joined", "claimed", "report_revised", "report_replaced", "report_retracted",
    "report_moved", "contender", "all_retracted", "founded_again",
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
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  public var sentence: StaticString { Self.sentences[Int(rawValue)] }
}

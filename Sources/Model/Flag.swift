public import JSON

/// What Intake noticed and did not repair silently.
public enum Flag: UInt8, Code {
  case placeUnknown, placeAmbiguous, placeFarFromName, outsideTheatre, coordinatesSwapped,
    coordinatesZero, actorUnknown, sourceUnknown, identityFromContent, schemaDeprecated,
    textRedacted, clockAhead, timesDisagree, tollDisorder, occurredAssumed, truncated
  /// The name was matched in another spelling; the units given are not those of the place; a text
  /// of coordinates could not be read.
  case placeSpelling, unitsDisagree, coordinatesUnreadable
  /// A wrong encoding was undone; exact coordinates were taken out.
  case textRepaired, coordinatesRemoved

  static let spelled: [StaticString] = [
    "place_unknown", "place_ambiguous", "place_far_from_name", "outside_theatre",
    "coordinates_swapped", "coordinates_zero", "actor_unknown", "source_unknown",
    "identity_from_content", "schema_deprecated", "text_redacted", "clock_ahead",
    "times_disagree", "toll_disorder", "occurred_assumed", "truncated", "place_spelling",
    "units_disagree", "coordinates_unreadable", "text_repaired", "coordinates_removed",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

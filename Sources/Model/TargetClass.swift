public import JSON

/// What was hit or threatened (GTD target types, with electoral ones).
public enum TargetClass: UInt8, Code {
  case civilians, village, military, base, headquarters, patrol, convoy, checkpoint, police,
    gendarmerie, peacekeepers, foreignForces, government, official, diplomatic, airport, school,
    health, ngo, market, hotel, worship, business, transport, telecom, utility, journalists,
    communityLeader, selfDefence, armedGroup, candidate, campaignConvoy, electionStaff,
    electionMaterial, pollingPlace, displacedPeople, refugees, livestock, herders, farmers

  static let spelled: [StaticString] = [
    "civilians", "village", "military", "base", "headquarters", "patrol", "convoy", "checkpoint",
    "police", "gendarmerie", "peacekeepers", "foreign_forces", "government", "official",
    "diplomatic", "airport", "school", "health", "ngo", "market", "hotel", "worship", "business",
    "transport", "telecom", "utility", "journalists", "community_leader", "self_defence",
    "armed_group", "candidate", "campaign_convoy", "election_staff", "election_material",
    "polling_place", "displaced_people", "refugees", "livestock", "herders", "farmers",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

extension CodeSet<TargetClass> {
  /// Persons and things of the election (IFES, NDI).
  public static let electoral = CodeSet([
    .candidate, .campaignConvoy, .electionStaff, .electionMaterial, .pollingPlace,
  ])
}

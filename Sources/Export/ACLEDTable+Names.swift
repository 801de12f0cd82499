internal import Model

extension ACLEDTable {
  struct TypeNames {
    let disorder: String
    let event: String
    let subEvent: String
  }

  /// The codebook's spelling; nil for `unknown`.
  static func names(of type: SubEventType) -> TypeNames? {
    guard let event = events[type.event], type != .unknown else { return nil }
    return TypeNames(
      disorder: disorder(type), event: event, subEvent: subEvents[Int(type.rawValue)])
  }

  private static let events: [EventType: String] = [
    .battles: "Battles", .protests: "Protests", .riots: "Riots",
    .explosions: "Explosions/Remote violence",
    .violenceAgainstCivilians: "Violence against civilians",
    .strategicDevelopments: "Strategic developments",
  ]

  /// In the codebook's order, which is `SubEventType`'s.
  static let subEvents = [
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike", "Suicide bomb",
    "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade",
    "Sexual violence", "Attack", "Abduction/forced disappearance", "Agreement", "Arrests",
    "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
    "Looting/property destruction", "Non-violent transfer of territory", "Other",
  ]

  private static func disorder(_ type: SubEventType) -> String {
    switch type {
    case .excessiveForceAgainstProtesters: "Political violence; Demonstrations"
    case .protestWithIntervention, .peacefulProtest, .violentDemonstration: "Demonstrations"
    default:
      type.event == .strategicDevelopments ? "Strategic developments" : "Political violence"
    }
  }
}

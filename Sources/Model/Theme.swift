public import JSON

/// What a report is about beyond the act itself: the words that indicators of a worsening or easing
/// situation are told in (PLOVER's contexts, CEWARN's and IFES's indicators, and this theatre's).
public enum Theme: UInt8, Code {
  case
    election, legitimacy, corruption, foreignForces, threat, ban, banLifted, crackdown, accord,
    accordViolation, peaceStep, mobilisation, recruitment, alternativeGovernance, cooperation,
    permissive, provocation, abuse, persecution, withdrawal, handover, cleared, accessDenied,
    suspension, trafficking, land, water, pasture, noStateForces, noAuthority, noHealthStaff,
    noPolls, voteCancelled, schoolsClosed, crossBorder, jointClaim, safeHaven, advancedDevice,
    grievance, logistics,
    pollingDisrupted, materialLost, staffAbsent, staffOnStrike, healthClosed, marketClosed,
    officeClosed, reopened, noTeachers, dispute, denial, condemnation, armedPresence, checkpoint,
    baseEstablished, arrival, departure, homecoming

  static let spelled: [StaticString] = [
    "election", "legitimacy", "corruption", "foreign_forces", "threat", "ban", "ban_lifted",
    "crackdown", "accord", "accord_violation", "peace_step", "mobilisation", "recruitment",
    "alternative_governance", "cooperation", "permissive", "provocation", "abuse", "persecution",
    "withdrawal", "handover", "cleared", "access_denied", "suspension", "trafficking", "land",
    "water", "pasture", "no_state_forces", "no_authority", "no_health_staff", "no_polls",
    "vote_cancelled", "schools_closed", "cross_border", "joint_claim", "safe_haven",
    "advanced_device", "grievance", "logistics",
    "polling_disrupted", "material_lost", "staff_absent", "staff_on_strike", "health_closed",
    "market_closed", "office_closed", "reopened", "no_teachers", "dispute", "denial",
    "condemnation", "armed_presence", "checkpoint", "base_established", "arrival", "departure",
    "homecoming",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

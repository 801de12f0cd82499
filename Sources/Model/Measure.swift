public import JSON

/// What else a report counts.
public enum Measure: UInt8, Code {
  case individualsDisplaced, householdsDisplaced, schoolsClosed, stationsNotOpened,
    stationsDisrupted, stationsTotal, devices, housesBurned, stationsOpened, stationsCancelled,
    healthPostsClosed, marketsClosed, officesClosed, staffAbsent

  static let spelled: [StaticString] = [
    "individuals_displaced", "households_displaced", "schools_closed", "stations_not_opened",
    "stations_disrupted", "stations_total", "devices", "houses_burned",
    "stations_opened", "stations_cancelled", "health_posts_closed", "markets_closed",
    "offices_closed", "staff_absent",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

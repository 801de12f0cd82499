public import JSON

/// Why incidents belong together without being one.
public enum CampaignReason: UInt8, Code {
  case
    /// Attacks of one family, close in time and far apart, under one alert.
    coordinated,
    /// Different targets of one town at one time.
    severalTargets

  private static let spelled: [StaticString] = ["coordinated", "several_targets"]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

public import JSON

/// Where an alert is in its life.
public enum AlertState: UInt8, Code {
  case
    firing, updated, cancelled, expired,
    /// The condition has not held for long enough yet: published nowhere.
    pending,
    /// Another alert tells it too and holds it back.
    suppressed

  private static let spelled: [StaticString] = [
    "firing", "updated", "cancelled", "expired", "pending", "suppressed",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  /// True while the warning stands.
  public var isLive: Bool { self == .firing || self == .updated }
}

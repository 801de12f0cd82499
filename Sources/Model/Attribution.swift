public import JSON

/// How an actor came to be named.
public enum Attribution: UInt8, Code {
  case reported, suspected, claimed, denied, confirmed

  static let spelled: [StaticString] = [
    "reported", "suspected", "claimed", "denied", "confirmed",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

public import JSON

/// What a person decided about incidents, reports or alerts.
///
/// `same` and `not_same` are about the reports and incidents that are named, `confirm` and
/// `withdraw` about an incident; `revoke` takes an earlier decision back; `acknowledge` and
/// `dismiss` are about an alert.
public enum Verdict: UInt8, Code {
  case same, notSame, confirm, withdraw, revoke, acknowledge, dismiss

  static let spelled: [StaticString] = [
    "same", "not_same", "confirm", "withdraw", "revoke", "acknowledge", "dismiss",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

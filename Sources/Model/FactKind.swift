public import JSON

/// What a sentence was read for.
public enum FactKind: UInt8, Code {
  case place, occurred, killed, wounded, abducted, displaced, actor, subEvent, tactic, weapon,
    target, assertion, success, origin, another

  static let spelled: [StaticString] = [
    "place", "occurred", "killed", "wounded", "abducted", "displaced", "actor", "sub_event",
    "tactic", "weapon", "target", "assertion", "success", "origin", "another",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

public import JSON

/// Who may read an alert.
public enum AlertScope: UInt8, Code {
  case
    /// Anybody.
    everybody,
    /// Only those named by the rule: CAP's `Restricted`.
    restricted,
    /// Nobody: what fires is a weight in other rules, and published nowhere.
    nobody

  private static let spelled: [StaticString] = ["public", "restricted", "nobody"]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

/// CAP 1.2 category.
public enum AlertCategory: UInt8, Code {
  case
    security, transport, infrastructure, health, rescue, safety, other

  private static let spelled: [StaticString] = [
    "security", "transport", "infra", "health", "rescue", "safety", "other",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

/// CAP 1.2 responseType. `AllClear` is not among them: silence is none, and good news is an update.
public enum AlertResponse: UInt8, Code {
  case
    shelter, evacuate, prepare, execute, avoid, monitor, assess, none

  private static let spelled: [StaticString] = [
    "shelter", "evacuate", "prepare", "execute", "avoid", "monitor", "assess", "none",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

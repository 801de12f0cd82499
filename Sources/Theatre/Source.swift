public import JSON
public import Model

/// Who says it: one entry of `sources.yaml`.
public struct Source: Sendable, Equatable {
  public let id: String
  public let name: String
  public let kind: SourceKind
  /// STANAG 2511, `A`…`F`, as an ASCII byte.
  public let reliability: UInt8
  /// Id of the source this one usually prints; nil when it is its own.
  public let origin: String?
  /// Id of the place a team reports from.
  public let area: String?
  /// Other ids by which it is known.
  public let aliases: [String]
}

/// What kind of source it is.
public enum SourceKind: UInt8, Code {
  case team, agency, broadcaster, newspaper, authority, observer, party, dataset, analyst

  static let spelled: [StaticString] = [
    "team", "agency", "broadcaster", "newspaper", "authority", "observer", "party", "dataset",
    "analyst",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

/// The rules of a theatre, by id.
public struct RuleSet: Sendable {
  /// All of them, the disabled ones too, in the order of their ids.
  public let rules: [Rule]

  init(rules: [Rule]) { self.rules = rules.sorted { $0.id < $1.id } }

  public subscript(id: String) -> Rule? { rules.first { $0.id == id } }
}

/// The words of the mapping language, for guides, drafts and their tests.
public enum MappingReference {
  /// The settings of a rule.
  public static var settings: [String] { MappingLanguage.ruleKeys }
  /// What stands on the left under `report`.
  public static var targets: [String] { MappingLanguage.targetNames }
}

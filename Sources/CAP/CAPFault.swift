/// One thing wrong with a message: which rule, where, and in a sentence what to do.
public struct CAPFault: Sendable, Equatable {
  public var rule: CAPRule
  /// Where, counted from one: `alert/info[2]/area[1]/polygon[1]`.
  public var path: String
  public var sentence: String

  public init(_ rule: CAPRule, at path: String, _ sentence: String) {
    self.rule = rule
    self.path = path
    self.sentence = sentence
  }
}

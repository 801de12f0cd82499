/// A name and a value of the sender's own: an event code, a parameter or a geocode.
public struct CAPNamedValue: Sendable, Equatable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

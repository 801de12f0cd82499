public import Model

/// One OASIS CAP 1.2 alert message, as a value.
///
/// Holds what is to be said; `xml()` says it and `faults()` finds what an authority's system would
/// reject. Elements that Vigie never sends (`Ack` and `Error` messages, signatures) have no place
/// or are found by `faults()`.
/// Source: OASIS Common Alerting Protocol 1.2, section 3.2.1.
public struct CAPMessage: Sendable, Equatable {
  /// No space, comma, `<` or `&`; unique for the sender.
  public var identifier: String
  /// No space, comma, `<` or `&`; globally unique, by convention a domain name.
  public var sender: String
  public var sent: Instant
  public var status: Status
  public var type: MessageType
  public var scope: Scope
  /// Operator or device that made it.
  public var source: String?
  /// The rule that limits who may read it. Needed when, and only when, the scope is `restricted`.
  public var restriction: String?
  /// Needed when the scope is `private`.
  public var addresses: [String] = []
  public var codes: [String] = []
  /// Needed for an exercise.
  public var note: String?
  /// Earlier messages that an update or a cancellation stands in for: all that still hold.
  public var references: [CAPReference] = []
  /// Names of the incidents that it is about.
  public var incidents: [String] = []
  /// One for each language.
  public var infos: [CAPInfo] = []

  public init(
    identifier: String, sender: String, sent: Instant, status: Status = .actual,
    type: MessageType = .alert, scope: Scope = .public
  ) {
    self.identifier = identifier
    self.sender = sender
    self.sent = sent
    self.status = status
    self.type = type
    self.scope = scope
  }
}

extension CAPMessage {
  public enum Status: String, Sendable, CaseIterable {
    case actual = "Actual"
    case exercise = "Exercise"
    case system = "System"
    case test = "Test"
    case draft = "Draft"
  }

  public enum MessageType: String, Sendable, CaseIterable {
    case alert = "Alert"
    case update = "Update"
    case cancel = "Cancel"
    case acknowledgement = "Ack"
    case error = "Error"
  }

  public enum Scope: String, Sendable, CaseIterable {
    case `public` = "Public"
    case restricted = "Restricted"
    case `private` = "Private"
  }
}

public import Model

/// Names an earlier message: written `sender,identifier,sent`.
public struct CAPReference: Sendable, Equatable {
  public var sender: String
  public var identifier: String
  public var sent: Instant

  public init(sender: String, identifier: String, sent: Instant) {
    self.sender = sender
    self.identifier = identifier
    self.sent = sent
  }
}

extension CAPMessage {
  /// What a later update or cancellation writes to refer to this one.
  public var reference: CAPReference {
    CAPReference(sender: sender, identifier: identifier, sent: sent)
  }
}

/// A file that goes with an alert.
///
/// Source: OASIS CAP 1.2, section 3.2.3.
public struct CAPResource: Sendable, Equatable {
  public var resourceDescription: String
  public var mimeType: String
  public var bytes: Int?
  /// Absolute, or relative when `base64` carries the content.
  public var uri: String?
  /// The content itself, in base64.
  public var base64: String?
  /// SHA-1 of the content, in hexadecimal.
  public var digest: String?

  public init(resourceDescription: String, mimeType: String) {
    self.resourceDescription = resourceDescription
    self.mimeType = mimeType
  }
}

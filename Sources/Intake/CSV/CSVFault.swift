/// Why a row of a CSV file is no row.
public struct CSVFault: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: String, Sendable, CaseIterable {
    /// The file has no header.
    case headerMissing = "header_missing"
    /// Two columns have one name.
    case headerDuplicate = "header_duplicate"
    /// A row has more or fewer fields than the header.
    case fieldCount = "field_count"
    /// A quoted field does not end.
    case quoteOpen = "quote_open"
    /// Something stands between a closing quote and the next comma.
    case quoteTrailing = "quote_trailing"
  }

  public let reason: Reason
  /// The line of the file on which the row begins; 1 is the first.
  public let line: Int
  /// One plain sentence.
  public let sentence: String
}

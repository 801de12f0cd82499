/// A topic as one producer knows it: resolved once, then named by this value for each record.
///
/// Belongs to the producer that made it; a rebuilt producer makes its own.
public struct OutputTopic {
  public let name: String
  /// Partitions when it was resolved; a partition must be below it.
  public let partitionCount: Int32
  let raw: OpaquePointer
  let owner: ObjectIdentifier
}

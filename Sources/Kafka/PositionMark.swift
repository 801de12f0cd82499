/// A position in a group's keeping: the *next* record to read, and a note that the group keeps with
/// it (Kafka calls it the offset's metadata; a broker takes up to 4,096 bytes).
public struct PositionMark: Sendable, Equatable {
  public var place: TopicPartition
  public var next: Int64
  public var note: String

  public init(place: TopicPartition, next: Int64, note: String = "") {
    self.place = place
    self.next = next
    self.note = note
  }
}

internal import CRdKafka

/// The topics a consumer has been assigned, by librdkafka's handle, and which partitions it has
/// now.
///
/// Handles stay for the client's life, so comparing pointers is safe; a batch of one topic costs
/// one comparison a record.
struct TopicTable {
  private(set) var names: [String] = []
  private var handles: [OpaquePointer] = []
  private var assigned: [[Bool]] = []
  private var last = 0

  /// The index of a message's topic, or nil when it was never assigned.
  mutating func index(of handle: OpaquePointer) -> Int? {
    if last < handles.count, handles[last] == handle { return last }
    guard let found = handles.firstIndex(of: handle) else { return nil }
    last = found
    return found
  }

  func isAssigned(_ topic: Int, _ partition: Int32) -> Bool {
    let partitions = assigned[topic]
    return partition >= 0 && Int(partition) < partitions.count && partitions[Int(partition)]
  }

  /// Replaces the assignment; topics keep their indexes for good.
  mutating func assign(_ partitions: [TopicPartition], of handle: Handle) {
    for index in assigned.indices { assigned[index] = [] }
    for item in partitions where item.partition >= 0 {
      guard let index = index(named: item.topic, of: handle) else { continue }
      let missing = Int(item.partition) + 1 - assigned[index].count
      if missing > 0 { assigned[index] += repeatElement(false, count: missing) }
      assigned[index][Int(item.partition)] = true
    }
  }

  private mutating func index(named name: String, of handle: Handle) -> Int? {
    if let index = names.firstIndex(of: name) { return index }
    guard let topic = handle.topic(name) else { return nil }
    names.append(name)
    handles.append(topic)
    assigned.append([])
    return names.count - 1
  }
}

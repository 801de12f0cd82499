public import Kafka

/// One partition as a broker keeps it, with the markers that end transactions.
struct SimulatedPartition {
  enum Content: Equatable {
    case record(SimulatedRecord)
    case marker(isCommit: Bool)
  }

  struct Entry: Equatable {
    let offset: Int64
    /// The transactional producer's number; nil outside of transactions.
    let producer: Int?
    let content: Content
    let timestamp: Int64
    var isAborted = false
  }

  /// What the log still has, by rising offsets; compaction leaves gaps.
  private(set) var entries: [Entry] = []
  /// Every record that was ever committed, in order, for checks only: no reader sees it.
  private(set) var history: [Entry] = []
  /// The first offset that the log has.
  private(set) var start: Int64 = 0
  /// The offset of the next entry.
  private(set) var end: Int64 = 0
  /// The first offset of each transaction that is not settled here.
  private var open: [Int: Int64] = [:]

  /// The last stable offset: what reads committed ends here.
  var stable: Int64 { open.values.min() ?? end }

  mutating func append(_ record: SimulatedRecord, producer: Int?, at time: Int64) {
    if let producer, open[producer] == nil { open[producer] = end }
    let entry = Entry(
      offset: end, producer: producer, content: .record(record),
      timestamp: record.timestamp ?? time)
    entries.append(entry)
    if producer == nil { history.append(entry) }
    end += 1
  }

  /// Ends a producer's transaction here; without records of it the marker still takes an offset.
  mutating func settle(producer: Int, isCommit: Bool, at time: Int64) {
    let first = open.removeValue(forKey: producer) ?? end
    for index in entries.indices
    where entries[index].offset >= first && entries[index].producer == producer {
      guard case .record = entries[index].content else { continue }
      entries[index].isAborted = !isCommit
      if isCommit { history.append(entries[index]) }
    }
    entries.append(
      Entry(offset: end, producer: producer, content: .marker(isCommit: isCommit), timestamp: time))
    end += 1
  }

  /// Committed records from an offset on, at most so many, and the position after what was looked
  /// at.
  func read(from offset: Int64, max: Int) -> (
    records: [(Int64, SimulatedRecord, Int64)], next: Int64
  ) {
    var found: [(Int64, SimulatedRecord, Int64)] = []
    var next = offset
    for entry in entries[index(of: offset)...] {
      guard entry.offset < stable, found.count < max else { break }
      next = entry.offset + 1
      guard case .record(let record) = entry.content, !entry.isAborted else { continue }
      found.append((entry.offset, record, entry.timestamp))
    }
    if found.count < max { next = Swift.max(next, Swift.min(stable, end)) }
    return (found, next)
  }

  private func index(of offset: Int64) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// `cleanup.policy=delete`: what lies before this offset is gone. Never past what is unsettled.
  mutating func delete(before offset: Int64) {
    start = min(max(start, offset), stable)
    entries.removeAll { $0.offset < start }
  }

  /// `cleanup.policy=compact`: of each key the last settled record stays; the newest `dirty`
  /// offsets are left alone, as the active segment is. A tombstone stays until `tombstonesBefore`,
  /// so that a reader under way sees it. The end does not move.
  mutating func compact(dirty: Int64, tombstonesBefore time: Int64) {
    let clean = min(stable, end - dirty)
    var last: [[UInt8]: Int64] = [:]
    for entry in entries where entry.offset < clean && !entry.isAborted {
      if case .record(let record) = entry.content, let key = record.key { last[key] = entry.offset }
    }
    entries.removeAll { entry in
      guard entry.offset < clean else { return false }
      guard case .record(let record) = entry.content else { return entry.offset + 1 < clean }
      if entry.isAborted { return true }
      guard let key = record.key, last[key] == entry.offset else { return true }
      return record.value == nil && entry.timestamp < time
    }
  }
}

/// A record without its position.
public struct SimulatedRecord: Equatable, Sendable {
  public var key: [UInt8]?
  public var value: [UInt8]?
  public var headers: [MadeRecord.Header]
  /// The sender's time in milliseconds; nil is the broker's.
  public var timestamp: Int64?

  public init(
    key: [UInt8]?, value: [UInt8]?, headers: [MadeRecord.Header] = [], timestamp: Int64? = nil
  ) {
    self.key = key
    self.value = value
    self.headers = headers
    self.timestamp = timestamp
  }

  public func header(_ name: String) -> [UInt8]? {
    headers.last { $0.name == Array(name.utf8) }?.value
  }
}

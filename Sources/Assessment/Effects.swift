public import Model

/// What assessing some records gives: flat and reused.
///
/// Values stand in `storage`; an item says where. Order is the order in which things happened.
public struct Effects: Sendable {
  /// The bytes of every value and memory key.
  public private(set) var storage: [UInt8] = []
  /// One for each `assess`, in order.
  public private(set) var outcomes: [ReportOutcome] = []
  /// Key `i-…`; an empty value is a tombstone.
  public private(set) var incidents: [IncidentEffect] = []
  /// Key `a-…`.
  public private(set) var alerts: [AlertEffect] = []
  /// Reports that contradict one with the same identity and revision: for the rejected topic.
  public private(set) var conflicts: [ConflictEffect] = []
  /// Key `w-…`.
  public private(set) var watches: [WatchEffect] = []
  /// Filled by `commit`; an empty value is a tombstone.
  public private(set) var memory: [MemoryEffect] = []

  public init() {}

  public mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    outcomes.removeAll(keepingCapacity: true)
    incidents.removeAll(keepingCapacity: true)
    alerts.removeAll(keepingCapacity: true)
    conflicts.removeAll(keepingCapacity: true)
    watches.removeAll(keepingCapacity: true)
    memory.removeAll(keepingCapacity: true)
  }

  /// The bytes of an item's key or value, for the length of the call.
  public func withBytes<R>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R
  ) rethrows -> R {
    try storage.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  mutating func keep(_ bytes: UnsafeRawBufferPointer) -> Range<Int> {
    let start = storage.count
    storage.append(contentsOf: bytes)
    return start..<storage.count
  }

  mutating func add(_ outcome: ReportOutcome) { outcomes.append(outcome) }
  mutating func add(_ item: IncidentEffect) { incidents.append(item) }
  mutating func add(_ item: AlertEffect) { alerts.append(item) }
  mutating func add(_ item: ConflictEffect) { conflicts.append(item) }
  mutating func add(_ item: WatchEffect) { watches.append(item) }
  mutating func add(_ item: MemoryEffect) { memory.append(item) }
}

/// A version of an incident to publish.
public struct IncidentEffect: Sendable {
  public var id: Fingerprint
  public var version: Int32
  public var change: IncidentChange
  /// Log time.
  public var time: Instant
  /// Index into `outcomes`: the record that caused it.
  public var cause: Int
  /// `incident/1` in `storage`; empty for a tombstone.
  public var value: Range<Int>
}

/// A version of an alert to publish.
public struct AlertEffect: Sendable {
  public var alert: Alert
  /// Index into `outcomes`: the record that caused it.
  public var cause: Int
  /// `alert/1` in `storage`.
  public var value: Range<Int>
}

/// A report that came under an identity and revision that another content has: it changes nothing,
/// and goes to the rejected topic with the reason `conflict`.
public struct ConflictEffect: Sendable {
  public var report: Fingerprint
  public var revision: Int32
  /// The incident that has the first of the two.
  public var incident: Fingerprint?
  /// Index into `outcomes`: the record that is in conflict.
  public var cause: Int
  /// Members of `report/1` in which the two differ, as far as the first is remembered.
  public var members: [StaticString] = []
  /// The second report, as it came, in `storage`.
  public var value: Range<Int> = 0..<0

  /// One sentence, for people.
  public var sentence: String {
    let place = incident.map { " It stands in the incident i-\($0)." } ?? ""
    return "The report r-\(report), revision \(revision), was received before with other content, "
      + "and the first stands; both are in reports.accepted under that key.\(place) "
      + "Send the right one again with a higher revision."
  }
}

/// A record of the `memory` topic.
public struct MemoryEffect: Sendable {
  public var key: Range<Int>
  /// Empty for a tombstone.
  public var value: Range<Int>
}

/// A version of a unit's watch level to publish.
public struct WatchEffect: Sendable {
  public var level: WatchLevel
  /// Index into `outcomes`: the record that caused it.
  public var cause: Int
  /// `watch/1` in `storage`.
  public var value: Range<Int>
}

internal import JSON

/// What the console knows of a theatre: the topics folded into what holds now. A value; it is
/// bounded, and knows no Kafka, clock or lock.
struct View: Sendable {
  /// Rises by one with every change.
  private(set) var sequence: UInt64 = 0
  private(set) var incidents: Shelf<IncidentItem>
  private(set) var alerts: Shelf<AlertItem>
  private(set) var watch: Shelf<WatchItem>
  private(set) var reports: Shelf<ReportItem>
  private(set) var rejections: Shelf<RejectionItem>
  /// Documents that could not be read or are of no schema known here.
  private(set) var unread = 0

  struct Limits: Sendable {
    var incidents = 20_000
    var alerts = 5000
    var reports = 20_000
    var rejections = 2000
    /// Of each of the four.
    var bytes = 96 << 20
  }

  init(limits: Limits = Limits()) {
    incidents = Shelf(countMax: limits.incidents, bytesMax: limits.bytes)
    alerts = Shelf(countMax: limits.alerts, bytesMax: limits.bytes)
    watch = Shelf(countMax: 2000, bytesMax: limits.bytes)
    reports = Shelf(countMax: limits.reports, bytesMax: limits.bytes)
    rejections = Shelf(countMax: limits.rejections, bytesMax: limits.bytes)
  }

  /// A record of a topic; its schema says what it is. Answers what changed, nil when nothing did.
  mutating func fold(_ root: Value, isRestricted: Bool = false, time: Int64 = 0) -> Change? {
    let next = sequence + 1
    let change: Change?
    switch root["schema"]?.text?.string ?? "" {
    case "incident/1":
      change = IncidentItem(root, change: next).map { item in
        incidents.put(item)
        return Change(sequence: next, name: .incident, open: item.brief, trusted: item.brief)
      }
    case "alert/1":
      change = AlertItem(root, change: next, isRestricted: isRestricted).map { item in
        alerts.put(item)
        let open = item.isRestricted ? nil : item.brief
        return Change(sequence: next, name: .alert, open: open, trusted: item.brief)
      }
    case "watch/1":
      change = WatchItem(root, change: next).map { item in
        watch.put(item)
        return Change(sequence: next, name: .watch, open: item.document, trusted: item.document)
      }
    case "report/1":
      change = ReportItem(root, change: next).map { item in
        reports.put(item)
        let open = item.openDocument.isEmpty ? item.document : item.openDocument
        return Change(sequence: next, name: .report, open: open, trusted: item.document)
      }
    case "rejection/1":
      change = RejectionItem(root, change: next, time: time).map { item in
        rejections.put(item)
        return Change(
          sequence: next, name: .rejection, open: item.openDocument, trusted: item.document)
      }
    case "clock/1": return nil
    default: change = nil
    }
    guard let change else {
      unread += 1
      return nil
    }
    sequence = next
    return change
  }

  /// A tombstone: the topic forgets a key.
  mutating func remove(key: String) {
    if incidents.remove(key) || alerts.remove(key) { sequence += 1 }
  }

  /// By severity, those that count now.
  var alertsActive: [String: Int] {
    var counts: [String: Int] = [:]
    for alert in alerts.items.values where alert.isActive {
      counts[alert.severity, default: 0] += 1
    }
    return counts
  }
}

/// One change of the view, as it is told to those who listen.
struct Change: Sendable {
  enum Name: String, Sendable { case incident, alert, watch, report, rejection }

  let sequence: UInt64
  let name: Name
  /// What everybody may see; nil where that is nothing.
  let open: [UInt8]?
  let trusted: [UInt8]
}

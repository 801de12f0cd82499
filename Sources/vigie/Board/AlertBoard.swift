import Model

/// What a duty officer sees: every alert that is live, the gravest first, and what ended lately.
///
/// A value: records go in, lines come out. It knows the time only as it is told.
struct AlertBoard {
  struct Line: Equatable {
    var text: String
    var style: Terminal.Style?

    init(_ text: String, _ style: Terminal.Style? = nil) {
      self.text = text
      self.style = style
    }
  }

  /// How the connection is; a screen that stands still must say so.
  enum Link: Equatable {
    case reading
    case connected
    /// Since when no broker has answered.
    case silent(since: Instant)
  }

  /// What ended stays so long, at most so many.
  static let endedSeconds: Int64 = 86_400
  static let endedMax = 8
  /// What came so lately is marked as new.
  static let newSeconds: Int64 = 300

  let language: String
  let source: String
  private(set) var alerts: [Fingerprint: Alert] = [:]
  /// When this screen got the last version of each, but for what stood there before it began.
  private var got: [Fingerprint: Instant] = [:]
  private(set) var unreadable = 0

  init(language: String, source: String) {
    self.language = language
    self.source = source
  }

  /// Takes a version; true when somebody should look up: a new one, or one that got worse.
  mutating func take(_ alert: Alert, at now: Instant, isHistory: Bool) -> Bool {
    let known = alerts[alert.id]
    if let known, known.version >= alert.version { return false }
    alerts[alert.id] = alert
    guard !isHistory else { return false }
    got[alert.id] = now
    guard Self.isLive(alert) else { return false }
    guard let known, Self.isLive(known) else { return true }
    return alert.severity.gravity > known.severity.gravity
  }

  /// When this screen got it; nil for what stood there before.
  func arrival(of id: Fingerprint) -> Instant? { got[id] }

  mutating func takeUnreadable() { unreadable += 1 }

  static func isLive(_ alert: Alert) -> Bool { alert.state == .firing || alert.state == .updated }

  /// The gravest first, among equals the newest, then by id: the same alerts give the same order.
  var live: [Alert] {
    alerts.values.filter(Self.isLive).sorted {
      ($1.severity.gravity, $1.updated, $0.id) < ($0.severity.gravity, $0.updated, $1.id)
    }
  }

  /// What ended within a day of the newest record; a history that is played has its own now.
  var ended: [Alert] {
    let newest = alerts.values.map(\.updated).max() ?? Instant(seconds: 0)
    return alerts.values.filter {
      !Self.isLive($0) && newest.seconds - $0.updated.seconds <= Self.endedSeconds
    }.sorted { ($1.updated, $0.id) < ($0.updated, $1.id) }
  }
}

extension AlertSeverity {
  /// Higher is graver.
  var gravity: Int {
    switch self {
    case .extreme: 4
    case .severe: 3
    case .moderate: 2
    case .minor: 1
    case .unknown: 0
    }
  }
}

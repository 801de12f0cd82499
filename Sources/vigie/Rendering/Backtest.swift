import JSON
import Model

/// What a history raised: how many a day and rule, how soon, and whether what they warned of came.
///
/// Fed with every alert and every incident in order; the last version of each incident counts.
struct Backtest {
  struct Seen {
    let incident: Fingerprint
    let earliest: Instant
    let latest: Instant
    let point: Coordinates
    let words: String
    let isViolent: Bool
  }

  /// An alert as it was when it was raised.
  struct Raised {
    let alert: Alert
    let at: Instant
  }

  struct Tally {
    var raised = 0
    var updated = 0
    var renewed = 0
    var cancelled = 0
    var heldBack = 0
  }

  /// Records that became reports.
  var accepted = 0
  private(set) var tallies: [String: Tally] = [:]
  private(set) var raised: [Raised] = []
  private(set) var latest: [Fingerprint: Alert] = [:]
  private(set) var log: [Alert] = []
  private(set) var seen: [Fingerprint: Seen] = [:]
  private let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))

  init() {}

  mutating func add(_ alert: Alert) {
    latest[alert.id] = alert
    log.append(alert)
    var tally = tallies[alert.rule.id] ?? Tally()
    switch alert.state {
    case .firing:
      tally.raised += 1
      raised.append(Raised(alert: alert, at: alert.updated))
    case .updated:
      if alert.reason == .renewed { tally.renewed += 1 } else { tally.updated += 1 }
    case .cancelled: tally.cancelled += 1
    case .suppressed: tally.heldBack += 1
    case .expired, .pending: break
    }
    tallies[alert.rule.id] = tally
  }

  /// A line of NDJSON with an incident in it.
  mutating func add(incident line: UnsafeRawBufferPointer) {
    var incident = Incident()
    do {
      guard let value = try parser.parse(line).root["value"] else { return }
      try incident.read(value)
    } catch {
      // The replay wrote it a moment ago: a line that cannot be read is no incident.
      return
    }
    guard incident.change != .retracted, incident.change != .merged,
      let point = incident.place.coordinates
    else {
      seen[incident.id] = nil
      return
    }
    let name = incident.string(incident.place.name)
    seen[incident.id] = Seen(
      incident: incident.id, earliest: incident.occurred.earliest,
      latest: incident.occurred.latest, point: point,
      words: "\(dayText(incident.occurred)) \(printable(name)), "
        + "\(words(incident.subEvent == .unknown ? incident.kind.name : incident.subEvent.name))",
      isViolent: incident.kind == .security && Self.violent.contains(incident.subEvent.event))
  }

  private static let violent: [EventType] = [.battles, .explosions, .violenceAgainstCivilians]
}

/// What came after an alert, in the places it named.
struct Foresight {
  /// Days after an alert in which an attack counts as what it warned of.
  static let horizonDays: Int64 = 14
  /// An alert of one place means the country around it.
  static let radiusLeast: Int32 = 25_000

  private let attacks: [Backtest.Seen]
  private let first: Instant
  private let last: Instant

  init(_ backtest: Backtest) {
    attacks = backtest.seen.values.filter(\.isViolent)
      .sorted { ($0.earliest, $0.incident) < ($1.earliest, $1.incident) }
    first = attacks.first?.earliest ?? Instant(seconds: 0)
    last = attacks.last?.earliest ?? Instant(seconds: 0)
  }

  /// Seconds to the next attack in an alert's area that is not among its grounds; nil for none
  /// within the horizon.
  func lead(_ raised: Backtest.Raised) -> Int64? {
    next(after: raised.at, in: raised.alert, leaving: raised.alert.incidents)
  }

  /// Of all spans as long as the horizon, the share in which that area saw an attack, in percent:
  /// what a warning at any time would have hit.
  func chance(_ raised: Backtest.Raised) -> Int64 {
    let step = Self.horizonDays * Instant.secondsPerDay
    var all: Int64 = 0
    var hit: Int64 = 0
    var at = first
    while at < last {
      all += 1
      if next(after: at, in: raised.alert, leaving: []) != nil { hit += 1 }
      at = at.advanced(by: step)
    }
    return all == 0 ? 0 : hit * 100 / all
  }

  private func next(after moment: Instant, in alert: Alert, leaving: [Fingerprint]) -> Int64? {
    var (low, high) = (0, attacks.count)
    while low < high {
      let middle = (low + high) / 2
      if attacks[middle].earliest <= moment { low = middle + 1 } else { high = middle }
    }
    let end = moment.advanced(by: Self.horizonDays * Instant.secondsPerDay)
    while low < attacks.count, attacks[low].earliest <= end {
      let attack = attacks[low]
      let isThere = alert.areas.contains { area in
        guard let center = area.coordinates else { return false }
        return center.meters(to: attack.point) <= max(area.radius, Self.radiusLeast)
      }
      if isThere, !leaving.contains(attack.incident) {
        return attack.earliest.seconds - moment.seconds
      }
      low += 1
    }
    return nil
  }
}

import Model

/// The killed of a report or an incident, over all parties but attackers, to all with them: what
/// two
/// counts must share to be of one happening, whichever way they count (DOMAIN A1 rule 3).
struct KilledRange {
  var low: UInt16 = .max
  var high: UInt16 = 0

  var isPresent: Bool { low <= high }

  mutating func formUnion(_ other: KilledRange) {
    low = min(low, other.low)
    high = max(high, other.high)
  }

  init() {}

  init(low: UInt16, high: UInt16) {
    self.low = low
    self.high = high
  }

  init(_ view: ReportView) {
    var all = TollRange.absent
    var sum = TollRange(low: 0, best: 0, high: 0)
    var attackers: Int32 = 0
    var hasParty = false
    view.forEachToll { cell, range in
      guard cell < 6 else { return }
      switch Party.every[cell] {
      case .all: all = range
      case .attackers: attackers = range.high
      default:
        sum.low += range.low
        sum.high += range.high
        hasParty = true
      }
    }
    guard all.isPresent || hasParty else { return }
    let low = all.isPresent && hasParty ? min(all.low, sum.low) : hasParty ? sum.low : all.low
    let high = max(hasParty ? sum.high : 0, all.isPresent ? all.high : 0) + attackers
    self.low = UInt16(clamping: min(low, 65_534))
    self.high = UInt16(clamping: min(high, 65_534))
  }
}

/// How far apart in place and time two may be and still be compared.
enum Reach {
  /// Metres and seconds up to which a report or incident is precise.
  static let preciseRadius: Int32 = 15_000
  static let preciseSpan: UInt32 = 26 * 3_600
  /// A region; beyond, only a place of the same name is compared (ACLED does not code
  /// country-wide).
  static let vagueRadius: Int32 = 350_000
  /// Two months; beyond, nothing is compared.
  static let vagueSpan: UInt32 = 62 * 86_400
  /// Metres between two points beside both radii (xSub's 5 km).
  static let margin: Int32 = 5_000
  /// Seconds between two spans.
  static let gap: Int64 = 12 * 3_600
}

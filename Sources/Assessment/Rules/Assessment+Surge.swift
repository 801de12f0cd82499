import Model
import Theatre

/// Counts against their past: EARS C1 to C3, and a percentage with a floor. Whole numbers only.
extension Assessment {
  func surge(
    _ rule: Int, _ way: RuleWay, _ when: SurgeCondition, _ subject: Subject
  ) -> DesiredAlert? {
    let match = plan.rules[rule].match
    let asked = AskedMatches(match, way.match)
    let periods = max(11, when.periodsBefore + 1)
    let within = min(when.period * Int64(periods), FactRow.horizon)
    guard
      let (facts, found) = gather(
        subject, within: within, kinds: Self.kinds(match, way.match),
        { meets($0, asked) })
    else { return nil }
    // Period 0 ends now.
    var counts = [Int64](repeating: 0, count: periods)
    let now = Int64(memory.meta.clock)
    for fact in facts {
      let age = max(0, now - Int64(fact.row.when)) / when.period
      if age < Int64(periods) { counts[Int(age)] += 1 }
    }
    guard counts[0] >= when.atLeast else { return nil }
    var numbers: [AlertNumber] = []
    if when.percent > 0 {
      let sum = counts[1...when.periodsBefore].reduce(0, +)
      let n = Int64(when.periodsBefore)
      // mean ≥ floor, and count ≥ mean · (1 + percent/100), both times n.
      guard sum * 1_000 >= when.floor * n, counts[0] * n * 100 >= sum * (100 + when.percent)
      else { return nil }
      numbers.append(
        AlertNumber(
          "percent", sum == 0 ? 0 : (counts[0] * n * 100 - sum * 100) / sum,
          threshold: when.percent))
    }
    if let method = when.method {
      guard Ears.isSurge(counts, method, sigmas: when.sigmas, least: when.sigmaLeast) else {
        return nil
      }
    }
    var its = found
    its.numbers += [AlertNumber("incidents", counts[0], threshold: when.atLeast)] + numbers
    its.numbers.append(
      AlertNumber("window_days", when.period / 86_400, threshold: when.period / 86_400))
    let recent = facts.filter { now - Int64($0.row.when) < when.period }
    var alert = alert(rule, subject, recent, its)
    alert.groundsDigest = Self.band(count: counts[0])
    return alert
  }
}

/// The Early Aberration Reporting System's three, on counts of periods of which 0 is the last.
enum Ears {
  static func isSurge(
    _ counts: [Int64], _ method: SurgeCondition.Method, sigmas: Int64, least: Int64
  ) -> Bool {
    switch method {
    // Baseline t−7…t−1.
    case .c1: isAbove(counts, 0, baseline: 1...7, sigmas, least)
    // t−9…t−3: two periods between, so that a surge does not hide in its own baseline.
    case .c2: isAbove(counts, 0, baseline: 3...9, sigmas, least)
    case .c3: isSumAbove(counts, least)
    }
  }

  /// Sum and n·variance·(n−1) of a baseline of seven.
  private static func moments(
    _ counts: [Int64], _ baseline: ClosedRange<Int>
  ) -> (sum: Int64, spread: Int64) {
    let values = counts[baseline]
    let sum = values.reduce(0, +)
    let squares = values.reduce(0) { $0 + $1 * $1 }
    return (sum, Int64(values.count) * squares - sum * sum)
  }

  /// x > mean + z·max(s, least), multiplied out so that nothing is rounded: with n = 7,
  /// (7x − S)²·6·10⁶ ≥ z²·7·(7Σx² − S²), and (7x − S)·10⁶ ≥ 7·z·least.
  static func isAbove(
    _ counts: [Int64], _ at: Int, baseline: ClosedRange<Int>, _ z: Int64, _ least: Int64
  ) -> Bool {
    let shifted = baseline.lowerBound + at...baseline.upperBound + at
    let (sum, spread) = moments(counts, shifted)
    let excess = 7 * counts[at] - sum
    guard excess > 0 else { return false }
    let byLeast = excess * 1_000_000 > 7 * z * least
    let left = excess.multipliedFullWidth(by: excess * 6_000_000)
    let right = (z * z).multipliedFullWidth(by: 7 * spread)
    return byLeast && (left.high, left.low) > (right.high, right.low)
  }

  /// C3: what C2 exceeds by one deviation, summed over the last three periods, is above 2 (EARS).
  ///
  /// Deviations are taken in thousandths, rounded down from an exact square root.
  private static func isSumAbove(_ counts: [Int64], _ least: Int64) -> Bool {
    var total: Int64 = 0
    for at in 0..<3 where counts.count > 9 + at {
      let (sum, spread) = moments(counts, 3 + at...9 + at)
      // s in thousandths: √(spread / 42) · 1000.
      let deviation = max(least, root(spread * 1_000_000 / 42))
      guard deviation > 0 else { continue }
      let excess = (7 * counts[at] - sum) * 1_000_000 / (7 * deviation) - 1_000
      total += max(0, excess)
    }
    return total > 2_000
  }

  /// The whole part of a square root.
  static func root(_ value: Int64) -> Int64 {
    guard value > 0 else { return 0 }
    var root = Int64(Double(value).squareRoot())
    while root * root > value { root -= 1 }
    while (root + 1) * (root + 1) <= value { root += 1 }
    return root
  }
}

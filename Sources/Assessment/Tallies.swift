import Model

/// Who it was, over the reports of an incident, in integers.
///
/// Percent of a candidate: the mean over the reports that name somebody in that role, weighted by
/// reliability (A 6 … F 1). A claim by the actor raises it to 80 at least; when two families claim,
/// to 50. A denial halves it. Bounded: of more than 12 candidates the last to come are left out.
struct Tallies {
  static let most = 12

  struct Tally {
    /// A family plus one, or a name.
    var key: UInt32 = 0
    var role = ActorRole.perpetrator
    var weighted: Int32 = 0
    var attribution = Attribution.reported
    var isClaimed = false
    var isDenied = false
    /// The best-graded report that names it.
    var from: Int32 = -1
    var grade: UInt8 = .max
    var turn: (UInt32, Fingerprint) = (.max, .zero)
  }

  private(set) var tallies: InlineArray<12, Tally> = .init(repeating: Tally())
  private(set) var count = 0
  private var weights: InlineArray<8, Int32> = .init(repeating: 0)

  init() {}

  mutating func clear() {
    count = 0
    weights = .init(repeating: 0)
  }

  static func weight(_ grade: UInt8) -> Int32 { 6 - Int32(min(grade >> 4, 5)) }

  /// A report that names somebody in a role; once a report and role.
  mutating func addWeight(_ role: ActorRole, _ grade: UInt8) {
    weights[Int(role.rawValue)] += Self.weight(grade)
  }

  mutating func add(
    key: UInt32, role: ActorRole, percent: UInt8, _ attribution: Attribution, from slot: Int32,
    grade: UInt8, isClaim: Bool, turn: (UInt32, Fingerprint)
  ) {
    guard key != 0 else { return }
    var at = 0
    while at < count, tallies[at].key != key || tallies[at].role != role { at += 1 }
    if at == count {
      guard count < Self.most else { return }
      tallies[at] = Tally(key: key, role: role)
      count += 1
    }
    if !isClaim, attribution != .denied {
      tallies[at].weighted += Self.weight(grade) * Int32(percent)
    }
    if grade < tallies[at].grade || (grade == tallies[at].grade && turn < tallies[at].turn) {
      tallies[at].turn = turn
      tallies[at].grade = grade
      tallies[at].from = slot
      tallies[at].attribution = attribution
    }
    if attribution == .denied { tallies[at].isDenied = true }
    if attribution == .claimed || isClaim, percent >= 50 { tallies[at].isClaimed = true }
  }

  private func claims(_ role: ActorRole) -> Int {
    var claims = 0
    for index in 0..<count where tallies[index].isClaimed && tallies[index].role == role {
      claims += 1
    }
    return claims
  }

  /// 0…100. `rivals`: whether more than one family claims it.
  func percent(_ at: Int, hasRivals: Bool) -> UInt8 {
    let tally = tallies[at]
    let weight = weights[Int(tally.role.rawValue)]
    var percent = weight > 0 ? min(100, tally.weighted / weight) : 0
    if tally.isClaimed { percent = max(percent, hasRivals ? 50 : 80) }
    if tally.isDenied { percent /= 2 }
    return UInt8(percent)
  }

  /// The two most likely perpetrators of at least 30 percent; keys of 0 for none.
  var likely: (first: (key: UInt32, percent: UInt8), second: (key: UInt32, percent: UInt8)) {
    var first: (key: UInt32, percent: UInt8) = (0, 0)
    var second = first
    let hasRivals = claims(.perpetrator) > 1
    for index in 0..<count where tallies[index].role == .perpetrator {
      let this = (key: tallies[index].key, percent: percent(index, hasRivals: hasRivals))
      guard this.percent >= 30 else { continue }
      if isBefore(this, first) {
        second = first
        first = this
      } else if isBefore(this, second) {
        second = this
      }
    }
    return (first, second)
  }

  private func isBefore(
    _ a: (key: UInt32, percent: UInt8), _ b: (key: UInt32, percent: UInt8)
  ) -> Bool {
    b.key == 0 || a.percent > b.percent || (a.percent == b.percent && a.key < b.key)
  }
}

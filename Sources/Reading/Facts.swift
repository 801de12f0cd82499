public import Model

/// What was read from one text.
public struct Facts: Sendable {
  public internal(set) var tolls = Tolls()
  public internal(set) var displaced = TollRange.absent
  public internal(set) var households = TollRange.absent
  public internal(set) var dates: [DateReading] = []
  public internal(set) var subEvent = SubEventType.unknown
  public internal(set) var tactics = CodeSet<Tactic>()
  public internal(set) var weapons = CodeSet<Weapon>()
  public internal(set) var targets = CodeSet<TargetClass>()
  public internal(set) var assertion = Assertion.asserted
  public internal(set) var isSuccess = true
  public internal(set) var isAnother = false
  public internal(set) var actors: [Participant] = []
  /// Index of the source that the text has it from, or −1.
  public internal(set) var origin: Int32 = -1
  /// The words of each fact, as words of the frame.
  public internal(set) var evidence: [Evidence] = []

  public struct Evidence: Sendable {
    public var fact: FactKind
    public var words: Range<Int>
    public var percent: UInt8
  }

  /// Somebody who had a part, and who it may have been: each as likely as the others.
  public struct Participant: Sendable {
    public var role: ActorRole
    public var attribution: Attribution
    /// Indices of the registry, with the words.
    public var candidates: [(actor: Int32, start: Int32, end: Int32)] = []
  }

  init() {}

  mutating func clear() {
    tolls.clear()
    displaced = .absent
    households = .absent
    dates.removeAll(keepingCapacity: true)
    evidence.removeAll(keepingCapacity: true)
    actors.removeAll(keepingCapacity: true)
    subEvent = .unknown
    tactics = CodeSet()
    weapons = CodeSet()
    targets = CodeSet()
    assertion = .asserted
    isSuccess = true
    isAnother = false
    origin = -1
  }

  mutating func add(_ sum: TollSum, _ code: UInt8) {
    for party in Party.every where sum[party].isPresent {
      if let harm = Harm(rawValue: code) {
        tolls[harm, party] = sum[party]
      } else {
        displaced =
          displaced.isPresent
          ? TollRange(
            low: displaced.low + sum[party].low, best: displaced.best + sum[party].best,
            high: displaced.high + sum[party].high) : sum[party]
      }
      let words = sum.words[Int(party.rawValue)]
      guard words.end > words.start else { continue }
      let facts: [FactKind] = [.killed, .wounded, .abducted, .displaced]
      evidence.append(
        Evidence(
          fact: facts[Int(code)], words: Int(words.start)..<Int(words.end),
          percent: sum.strength == .counted ? 90 : sum.strength == .definite ? 75 : 60))
    }
    if code == 3, sum.households.isPresent { households = sum.households }
  }
}

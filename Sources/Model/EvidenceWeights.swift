/// What each reason counts, and from which sum two reports tell of one happening: a theatre's data.
///
/// Fellegi and Sunter: the points of a reason are log₂(m/u), m how often it holds between two
/// reports of one happening, u between two of different ones. In tenths of a bit, so that sums are
/// integers and the same on every machine.
@frozen
public struct EvidenceWeights: Sendable, Equatable {
  /// By `IncidentEvidence`; more room than there are reasons.
  private var points: InlineArray<32, Int16> = .init(repeating: 0)
  /// From here on two reports are of one happening.
  public var same = 60
  /// From here on they may be: linked, and allowed together in an incident.
  public var possible = 40
  /// From here on a claim is about the incident: it names place and day, seldom the kind of act.
  public var claim = 45

  /// Those of `IncidentEvidence`.
  public static let standard = EvidenceWeights()

  public init() {
    for reason in IncidentEvidence.every { points[Int(reason.rawValue)] = Int16(reason.points) }
  }

  public subscript(reason: IncidentEvidence) -> Int {
    get { Int(points[Int(reason.rawValue)]) }
    set { points[Int(reason.rawValue)] = Int16(clamping: newValue) }
  }

  /// The sum of the points of these reasons.
  public func score(_ evidence: CodeSet<IncidentEvidence>) -> Int {
    var sum = 0
    var rest = evidence.bits & 0xffff_ffff
    while rest != 0 {
      sum &+= Int(points[rest.trailingZeroBitCount])
      rest &= rest &- 1
    }
    return sum
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.same == right.same && left.possible == right.possible && left.claim == right.claim
      && IncidentEvidence.every.allSatisfy { left[$0] == right[$0] }
  }
}

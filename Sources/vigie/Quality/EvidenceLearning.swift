#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Model

/// Weights by expectation and maximization (Fellegi and Sunter, without labels): which pairs are of
/// one happening is guessed from the weights, and the weights from that, until neither moves.
///
/// For a pack's file, at somebody's desk: floating point, never on the path of a report.
struct EvidenceLearning {
  /// Reasons of one field exclude each other; "none of them" is a value as well.
  static let fields: [[IncidentEvidence]] = [
    [.placeSame, .placeWithin, .placeNear, .placeVague],
    [.timeSame, .timeOverlap, .timeVague, .timeStraddles, .timeApart],
    [.eventSame, .eventCompatible, .eventDiffers], [.targetsShared, .targetsDiffer],
    [.actorShared, .actorDiffers], [.meansShared], [.tollCompatible, .tollDiffers],
    [.originShared],
  ]

  private var counts: [UInt64: Double] = [:]
  private(set) var weights = EvidenceWeights.standard
  /// Share of the pairs that are of one happening.
  private(set) var share = 0.1

  mutating func add(_ evidence: CodeSet<IncidentEvidence>) {
    var counted: UInt64 = 0
    for field in Self.fields {
      for reason in field where evidence.contains(reason) {
        counted |= 1 << UInt64(reason.rawValue)
      }
    }
    counts[counted, default: 0] += 1
  }

  mutating func learn(rounds: Int = 200) {
    let patterns = counts.sorted { $0.key < $1.key }
    let total = patterns.reduce(0) { $0 + $1.value }
    guard total > 0 else { return }
    for _ in 0..<rounds {
      var matched = 0.0
      var m = [Double](repeating: 0.5, count: 32)
      var u = [Double](repeating: 0.5, count: 32)
      for (bits, count) in patterns {
        let sum = Double(weights.score(CodeSet(bits: bits))) / 10
        let odds = share / (1 - share) * exp2(sum)
        let posterior = odds / (1 + odds)
        matched += posterior * count
        for field in Self.fields {
          for reason in field where bits & 1 << UInt64(reason.rawValue) != 0 {
            m[Int(reason.rawValue)] += posterior * count
            u[Int(reason.rawValue)] += (1 - posterior) * count
          }
        }
      }
      share = min(0.9, max(0.000_1, matched / total))
      for field in Self.fields {
        // Where nothing is told there is no evidence: shares are of the pairs that tell.
        let told = field.reduce((0.0, 0.0)) {
          ($0.0 + m[Int($1.rawValue)], $0.1 + u[Int($1.rawValue)])
        }
        let isAlone = field.count == 1
        for reason in field {
          let at = Int(reason.rawValue)
          let mShare = m[at] / (isAlone ? matched + 1 : told.0)
          let uShare = u[at] / (isAlone ? total - matched + 1 : told.1)
          weights[reason] = Int((10 * log2(mShare / uShare)).rounded())
        }
      }
    }
  }

  /// As `correlation.yaml` has it.
  var yaml: String {
    let lines = Self.fields.joined().map { "  \($0.name): \(weights[$0])" }
    return "points:\n" + lines.joined(separator: "\n")
  }
}

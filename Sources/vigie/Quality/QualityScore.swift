/// How well a clustering agrees with the truth: over pairs of reports, and over reports (B-cubed).
struct QualityScore {
  /// A report's true event and the incident it was given; an incident of nil is one of its own.
  struct Label: Equatable {
    var truth: Int
    var given: String
  }

  private(set) var reports = 0
  private(set) var truePairs = 0
  private(set) var givenPairs = 0
  private(set) var bothPairs = 0
  /// Sums of B-cubed precision and recall, in millionths.
  private var precisionSum: Int64 = 0
  private var recallSum: Int64 = 0
  private(set) var incidents = 0
  /// Incidents that mix events, and events that are in several incidents.
  private(set) var wrongMerges: [String] = []
  private(set) var wrongSplits: [Int] = []

  init(_ labels: [Label]) {
    reports = labels.count
    var byGiven: [String: [Int: Int]] = [:]
    var byTruth: [Int: [String: Int]] = [:]
    for label in labels {
      byGiven[label.given, default: [:]][label.truth, default: 0] += 1
      byTruth[label.truth, default: [:]][label.given, default: 0] += 1
    }
    incidents = byGiven.count
    for (given, truths) in byGiven {
      let size = truths.values.reduce(0, +)
      givenPairs += size * (size - 1) / 2
      for count in truths.values {
        bothPairs += count * (count - 1) / 2
        precisionSum += Int64(count * count) * 1_000_000 / Int64(size)
      }
      if truths.count > 1 { wrongMerges.append(given) }
    }
    for (truth, givens) in byTruth {
      let size = givens.values.reduce(0, +)
      truePairs += size * (size - 1) / 2
      for count in givens.values { recallSum += Int64(count * count) * 1_000_000 / Int64(size) }
      if givens.count > 1 { wrongSplits.append(truth) }
    }
    wrongMerges.sort()
    wrongSplits.sort()
  }

  var pairPrecision: Double { Double(bothPairs) / Double(max(1, givenPairs)) }
  var pairRecall: Double { Double(bothPairs) / Double(max(1, truePairs)) }
  var precision: Double { Double(precisionSum) / 1e6 / Double(max(1, reports)) }
  var recall: Double { Double(recallSum) / 1e6 / Double(max(1, reports)) }
  var wrongMergeShare: Double { Double(wrongMerges.count) / Double(max(1, incidents)) }

  static func f1(_ precision: Double, _ recall: Double) -> Double {
    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }
}

import Foundation

/// The figures of `vigie quality`, for people.
enum QualityText {
  static let heading = """
    noise   reports events incidents   pairs: P     R     F1   reports: P     R     F1  \
    wrong merges  splits
    """

  static func row(_ noise: QualityStream.Noise, _ run: QualityRun) -> String {
    let score = run.score
    func two(_ value: Double) -> String { String(format: "%.3f", value) }
    let name = noise.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0)
    let counts = String(
      format: "%8d %6d %9d", score.reports, run.stream.events.count, score.incidents)
    let pairs = [
      score.pairPrecision, score.pairRecall,
      QualityScore.f1(score.pairPrecision, score.pairRecall),
    ].map(two).joined(separator: " ")
    let cubed = [
      score.precision, score.recall, QualityScore.f1(score.precision, score.recall),
    ].map(two).joined(separator: " ")
    let merges = String(
      format: "%4d (%.2f %%) %7d", score.wrongMerges.count, score.wrongMergeShare * 100,
      score.wrongSplits.count)
    return "\(name)\(counts)   \(pairs)   \(cubed)   \(merges)"
  }

  static func examples(_ run: QualityRun, most: Int) -> String {
    let score = run.score
    let merges = score.wrongMerges.prefix(most).map { "  merged: \(run.describe(incident: $0))" }
    let splits = score.wrongSplits.prefix(most).map { "  split:  \(run.describe(event: $0))" }
    return (merges + splits).joined(separator: "\n")
  }
}

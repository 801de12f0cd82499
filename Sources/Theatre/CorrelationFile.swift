import Model

/// `correlation.yaml`: what each reason counts when two reports are compared.
///
/// ```yaml
/// source: …               # where the numbers come from
/// same: 60                # from this sum on two reports are of one happening
/// possible: 40            # from this sum on they may be
/// claim: 45               # from this sum on a claim is about an incident
/// points:                 # log₂(m/u) in tenths of a bit, every reason that counts
///   place_same: 30
/// ```
enum CorrelationFile {
  static let name = "correlation.yaml"

  static func read(_ pack: PackDirectory) -> EvidenceWeights {
    var weights = EvidenceWeights.standard
    guard
      let fields = pack.fields(
        name, "a mapping", known: ["source", "same", "possible", "claim", "points"])
    else { return weights }
    _ = fields.text("source")
    let range: ClosedRange<Int64> = -1_000...1_000
    if let same = fields.integer("same", in: range) { weights.same = Int(same) }
    if let possible = fields.integer("possible", in: range) { weights.possible = Int(possible) }
    if let claim = fields.integer("claim", in: range) { weights.claim = Int(claim) }
    if weights.possible > weights.same {
      fields.problem(
        "possible", "What may be the same needs more than what is.",
        remedy: "Make “possible” less than “same”.")
    }
    let counting = IncidentEvidence.every.filter { $0.points != 0 && $0 != .decided }
    guard let points = fields["points"],
      let given = YAMLFields(
        points, "a mapping of reasons", known: counting.map { "\($0.name)" }, file: name,
        log: pack.log)
    else { return weights }
    for reason in counting {
      if let count = given.integer("\(reason.name)", in: range) { weights[reason] = Int(count) }
    }
    return weights
  }
}

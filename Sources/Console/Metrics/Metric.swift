/// One thing that is measured, as Prometheus is told of it. `Metric.all` is the list and the
/// documentation: Docs/metrics.md is written from it.
struct Metric: Sendable {
  enum Kind: String, Sendable { case counter, gauge, histogram }

  /// A label and how many values it can have: nothing that a sender chooses may become one.
  struct Label: Sendable {
    enum Values: Sendable {
      case oneOf([String])
      /// Bounded by the cluster's or the pack's own settings; the sentence says which.
      case bounded(String)
    }

    let name: String
    let values: Values
  }

  let name: String
  let kind: Kind
  /// Of the value: `s`, `bytes`, `records`; empty for a plain number.
  let unit: String
  let sentence: String
  let labels: [Label]

  init(
    _ name: String, _ kind: Kind, unit: String = "", _ labels: [Label], _ sentence: String
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.labels = labels
    self.sentence = sentence
  }

  /// One without labels.
  init(_ name: String, _ kind: Kind, unit: String = "", _ sentence: String) {
    self.init(name, kind, unit: unit, [], sentence)
  }
}

extension Metric.Label {
  init(_ name: String, oneOf values: [String]) {
    self.init(name: name, values: .oneOf(values))
  }

  init(_ name: String, bounded sentence: String) {
    self.init(name: name, values: .bounded(sentence))
  }

  func allows(_ value: String) -> Bool {
    switch values {
    case .oneOf(let known): known.contains(value)
    case .bounded: true
    }
  }

  var description: String {
    switch values {
    case .oneOf(let known): known.joined(separator: ", ")
    case .bounded(let sentence): sentence
    }
  }
}

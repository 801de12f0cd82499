import Assessment
import Intake
import JSON
import Model
import Theatre

/// A labelled stream through both stages, and what became of each report.
struct QualityRun {
  let stream: QualityStream
  let assessment: Assessment
  /// Reports that stand, by the digest of their identity.
  private(set) var truth: [Fingerprint: Int] = [:]
  private(set) var incidentOf: [Fingerprint: String] = [:]
  private var incidents: [Fingerprint: Incident] = [:]

  init(_ stream: QualityStream, theatre: Theatre, catalogue: SchemaCatalogue) {
    self.stream = stream
    assessment = Assessment(theatre: theatre)
    let intake = Intake(catalogue: catalogue, theatre: theatre)
    let topic = RawTopic("quality", defaultSchema: "field-report/3", in: catalogue)
    var output = IntakeOutput()
    var effects = Effects()
    let parser = Parser()
    var idOf: [String: Fingerprint] = [:]
    for item in stream.items {
      item.document.withUnsafeBytes { value in
        intake.process(
          RawRecord(
            topic: topic, partition: 0, offset: 0, timestamp: nil, key: nil, value: value),
          into: &output)
      }
      guard output.rejection == nil else {
        preconditionFailure("the generator writes what Intake rejects: \(output.rejection as Any)")
      }
      if item.isRetraction {
        if let id = idOf[String(item.id.dropLast())] { truth[id] = nil }
      } else if idOf[item.id] == nil {
        idOf[item.id] = output.report.id
        truth[output.report.id] = item.event
      }
      assessment.begin()
      effects.removeAll()
      output.withValue { assessment.assess($0, into: &effects) }
      assessment.commit()
      for effect in effects.incidents {
        var incident = Incident()
        effects.withBytes(effect.value) { try? incident.read(parser.parse($0).root) }
        incidents[effect.id] = incident
      }
    }
    for (id, incident) in incidents {
      for report in incident.reports { incidentOf[report.id] = "i-\(id)" }
    }
  }

  var score: QualityScore {
    QualityScore(
      truth.sorted { $0.key < $1.key }.map { id, event in
        QualityScore.Label(truth: event, given: incidentOf[id] ?? "r-\(id)")
      })
  }

  /// What an incident has, in a few words: its events, and its reports with their scores.
  func describe(incident given: String) -> String {
    let members = truth.filter { incidentOf[$0.key] == given }.sorted { $0.key < $1.key }
    let events = Set(members.map(\.value)).sorted()
    let names = events.map { "\(stream.events[$0].name) of \(day(stream.events[$0].start))" }
    return "\(given): \(members.count) reports of \(names.joined(separator: " and "))"
  }

  func describe(event: Int) -> String {
    let members = truth.filter { $0.value == event }
    let givens = Set(members.map { incidentOf[$0.key] ?? "" }).count
    return "\(stream.events[event].name) of \(day(stream.events[event].start)): "
      + "\(members.count) reports in \(givens) incidents"
  }

  private func day(_ instant: Instant) -> String { String(instant.description.prefix(10)) }
}

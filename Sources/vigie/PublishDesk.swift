import FieldKit
import Foundation
import Intake
import Model
import Theatre
import Worker

/// Where a report is filled in and judged before it is kept, by the service's own core.
final class PublishDesk {
  enum Finding {
    case good(SpoolRecord, added: [String])
    case wrong(Rejection)
  }

  private let settings: WorkerSettings
  private let loaded: Loaded
  private let intake: Intake
  private let topic: String
  private var output = IntakeOutput()
  private var members: [String: Set<String>] = [:]

  init(settings: WorkerSettings) throws {
    self.settings = settings
    loaded = try Loaded(settings)
    intake = Intake(
      catalogue: loaded.catalogue, theatre: loaded.theatre, limits: settings.intakeLimits)
    let raw = settings.rawTopics.first { !$0.hasPrefix("^") }
    topic = settings.publishTopic.isEmpty ? raw ?? "" : settings.publishTopic
    guard !topic.isEmpty else {
      throw Ending.configuration([
        SettingsProblem(
          key: "publish.topic", origin: "",
          sentence: "is not given, and topics.raw has patterns only.",
          remedy: "Name the topic to send to.")
      ])
    }
    guard loaded.catalogue.index(of: settings.publishSchema) >= 0 else {
      throw Ending.configuration([
        SettingsProblem(
          key: "publish.schema", origin: "",
          sentence: "There is no schema “\(settings.publishSchema)”.",
          remedy: "Known: \(loaded.catalogue.versions.map(\.name).joined(separator: ", ")).")
      ])
    }
  }

  func examine(_ document: [UInt8], schema: String?) -> Finding {
    let digest = Fingerprint(of: document)
    let named = schema ?? ReportFilling.schema(named: document) ?? settings.publishSchema
    let filling = ReportFilling(
      team: settings.publishTeam, now: Instant(seconds: Int64(Date().timeIntervalSince1970)))
    let (value, added) = filling.fill(document, digest: digest, known: known(of: named))
    let raw = RawTopic(topic, defaultSchema: named, admission: nil, in: loaded.catalogue)
    RawHeaders.with([("schema", named)]) { headers in
      value.withUnsafeBytes { bytes in
        intake.process(
          RawRecord(
            topic: raw, partition: 0, offset: 0, timestamp: nil, key: nil, value: bytes,
            headers: headers), into: &output)
      }
    }
    if let rejection = output.rejection { return .wrong(rejection) }
    return .good(
      SpoolRecord(
        digest: digest, topic: topic, schema: named, report: "r-\(output.report.id)", value: value),
      added: added)
  }

  /// The members of a schema, read once.
  private func known(of schema: String) -> Set<String> {
    if let known = members[schema] { return known }
    let path = "\(settings.schemas)/inbound/\(schema)/schema.json"
    let bytes = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    let found = ReportFilling.members(ofSchema: bytes)
    members[schema] = found
    return found
  }
}

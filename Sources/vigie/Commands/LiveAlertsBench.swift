import Assessment
import Foundation
import Intake
import Model
import Theatre
import Worker

/// What a report costs Assessment beside many live alerts, and beside as many incidents of the same
/// day and places that raise none: the difference is what the alerts cost.
struct LiveAlertsBench {
  let settings: WorkerSettings
  let loaded: Loaded

  private struct Figures {
    var live = 0
    var reports = 0
    var nanoseconds: UInt64 = 0

    var microseconds: Double { Double(nanoseconds) / 1000 / Double(max(1, reports)) }
  }

  /// Reports that are measured: all within the day in which the alerts live.
  private static let measured = 5_000
  private static let chunk = 500

  func run(_ alerts: Int, _ seed: UInt64) -> String {
    let empty = measure(0, raising: false, seed)
    let quiet = measure(alerts, raising: false, seed)
    let loud = measure(alerts, raising: true, seed)
    func row(_ name: String, _ figures: Figures) -> String {
      name.padding(toLength: 44, withPad: " ", startingAt: 0)
        + String(format: "%7.2f µs CPU a report, ", figures.microseconds)
        + "\(figures.live) alerts live"
    }
    return [
      "\(Self.measured) reports in Assessment, one core",
      row("nothing before them", empty),
      row("\(alerts) incidents of that day that raise nothing", quiet),
      row("\(alerts) incidents of that day with alerts", loud),
    ].joined(separator: "\n")
  }

  private func measure(_ before: Int, raising: Bool, _ seed: UInt64) -> Figures {
    let intake = Intake(
      catalogue: loaded.catalogue, theatre: loaded.theatre, limits: settings.intakeLimits)
    let topic = RawTopic("bench", in: loaded.catalogue)
    let assessment = Assessment(
      theatre: loaded.theatre, limits: AssessmentLimits(reportsMax: settings.reportsMax))
    var output = IntakeOutput()
    var effects = Effects()
    var figures = Figures()
    var live: Set<Fingerprint> = []
    var generator = ReportGenerator(seed: seed, theatre: loaded.theatre, gap: 30)
    var offset: Int64 = 0

    func accepted(_ document: [UInt8]) -> [UInt8]? {
      offset += 1
      document.withUnsafeBytes { value in
        intake.process(
          RawRecord(
            topic: topic, partition: 0, offset: offset, timestamp: 1_546_300_800_000, key: nil,
            value: value, headers: UnsafeBufferPointer(start: nil, count: 0)),
          into: &output)
      }
      return output.rejection == nil ? output.value : nil
    }
    /// The time that Assessment took for these.
    func assess(_ values: [[UInt8]]) -> UInt64 {
      let start = BenchRun.processorTime()
      effects.removeAll()
      assessment.begin()
      for value in values { value.withUnsafeBytes { assessment.assess($0, into: &effects) } }
      assessment.setPosition(offset)
      assessment.prepare(into: &effects)
      assessment.commit()
      let end = BenchRun.processorTime()
      for effect in effects.alerts {
        if effect.alert.state.isLive {
          live.insert(effect.alert.id)
        } else {
          live.remove(effect.alert.id)
        }
      }
      return end - start
    }

    let places = loaded.theatre.gazetteer.places.filter { $0.geoPrecision == 1 }
    var number = 0
    while number < before {
      let chunk = (number..<min(before, number + Self.chunk)).compactMap { index in
        accepted(Self.document(index, places[index % places.count], isAttack: raising))
      }
      _ = assess(chunk)
      number += Self.chunk
    }
    while figures.reports < Self.measured {
      let chunk = (0..<Self.chunk).compactMap { _ in accepted(generator.next()) }
      figures.nanoseconds += assess(chunk)
      figures.reports += chunk.count
    }
    figures.live = live.count
    return figures
  }

  /// Shells on a base, or something that no rule looks at; each at a minute of its own.
  private static func document(_ index: Int, _ place: Place, isAttack: Bool) -> [UInt8] {
    let minute = 1_519_862_400 - Int64(index % 600) * 60
    let what =
      isAttack
      ? #""type":"shelling_artillery_missile_attack","weapons":["mortar"],"targets":["base"]"#
      : #""type":"other","targets":["military"]"#
    func degrees(_ micro: Int32) -> String {
      String(format: "%.6f", Double(micro + Int32(index % 977) * 40) / 1_000_000)
    }
    return Array(
      """
      {"schema":"field-report/3","id":"before-\(index)","source":"team-gao-1",\
      "submitted":"2018-03-01T00:00:00Z","kind":"security","another":true,\(what),\
      "occurred":{"from":"\(Instant(seconds: minute))","precision":"minute"},\
      "place":{"latitude":\(degrees(place.coordinates.latitude)),\
      "longitude":\(degrees(place.coordinates.longitude)),"precision":"exact"},\
      "evaluation":{"reliability":"B","credibility":2}}
      """.utf8)
  }
}

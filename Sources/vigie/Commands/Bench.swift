import ArgumentParser
import Assessment
import Foundation
import Intake
import Worker

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure both stages on this machine, without Kafka.",
    discussion: """
      Generates field reports that differ from each other and times each stage by
      itself, on one core, in CPU time. Compare ratios within one run: machines
      differ, and share their cores. Intake's time has all that production does
      with a record between Kafka and Kafka: headers and key are read and written.
      Free text is Intake's time for notes, a quarter as many, of which all is read
      from one to three sentences.
      With --stage the other stage is left out, for a profiler.

      With --write it only generates, one document a line, for load tests of a
      real broker.

        vigie bench
        vigie bench --write reports.ndjson
        vigie bench --live-alerts 10000
      """)

  @Option(help: "Reports to generate.")
  var reports = 200_000
  @Option(help: "Seed: the same reports for the same seed.")
  var seed: UInt64 = 2018
  @Option(
    help: ArgumentHelp("Write the reports to a file instead of measuring.", valueName: "file"))
  var write: String?
  @Option(help: "intake or assessment, to measure only one. Both by default.")
  var stage: Run.StageArgument?
  @Option(
    help: ArgumentHelp(
      "Measure what a report costs Assessment beside so many live alerts.", valueName: "count"))
  var liveAlerts: Int?
  @ArgumentParser.Flag(help: "One JSON object.")
  var json = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let settings = try options.read()
    let loaded = try Loaded(settings)
    var generator = ReportGenerator(seed: seed, theatre: loaded.theatre)
    if let write {
      try generate(into: write, &generator)
      return
    }
    if let liveAlerts {
      Terminal.say(LiveAlertsBench(settings: settings, loaded: loaded).run(liveAlerts, seed))
      return
    }
    var measure = BenchRun(settings: settings, loaded: loaded, stage: stage)
    let chunk = 2_000
    while measure.reports < reports {
      let count = min(chunk, reports - measure.reports)
      measure.run((0..<count).map { _ in generator.next() })
      Terminal.progress("\(measure.reports) of \(reports) reports …")
    }
    if stage != .assessment {
      var notes = SentenceGenerator(seed: seed, theatre: loaded.theatre)
      while measure.notes < max(1, reports / 4) {
        measure.run(notes: (0..<min(chunk, reports / 4 + 1)).map { _ in notes.next() })
      }
    }
    Terminal.endProgress()
    Terminal.say(json ? measure.json : measure.text)
  }

  private func generate(into file: String, _ generator: inout ReportGenerator) throws {
    guard FileManager.default.createFile(atPath: file, contents: nil),
      let handle = FileHandle(forWritingAtPath: file)
    else { throw Ending.noInput("\(file): cannot be written.") }
    var buffer = Data()
    for index in 0..<reports {
      buffer.append(contentsOf: generator.next())
      buffer.append(10)
      if buffer.count > 1 << 20 || index == reports - 1 {
        try handle.write(contentsOf: buffer)
        buffer = Data()
      }
    }
    try handle.close()
    Terminal.say("\(reports) reports in \(file)")
  }
}

/// Both cores over chunks of reports, each timed by itself.
struct BenchRun {
  private let stage: Run.StageArgument?
  private let intake: Intake
  private let topic: RawTopic
  private var output = IntakeOutput()
  private var assessment: Assessment
  private var effects = Effects()
  private(set) var reports = 0
  private var rejected = 0
  private var offset: Int64 = 41_000_000
  /// As producers send them: the schema and a trace.
  private let headers = [
    Self.header("schema", "field-report/3"),
    Self.header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
  ]
  private let noteHeaders = [Self.header("schema", "note/1")]
  private(set) var notes = 0
  private var noteBytes = 0
  private var noteNanoseconds: UInt64 = 0
  private var bytes = 0
  private var acceptedBytes = 0
  private var intakeNanoseconds: UInt64 = 0
  private var assessmentNanoseconds: UInt64 = 0
  private var incidentVersions = 0
  private var alertVersions = 0

  init(settings: WorkerSettings, loaded: Loaded, stage: Run.StageArgument?) {
    self.stage = stage
    intake = Intake(
      catalogue: loaded.catalogue, theatre: loaded.theatre, limits: settings.intakeLimits)
    topic = RawTopic("bench", in: loaded.catalogue)
    assessment = Assessment(
      theatre: loaded.theatre, limits: AssessmentLimits(reportsMax: settings.reportsMax))
  }

  mutating func run(_ documents: [[UInt8]]) {
    if stage != .assessment {
      let start = Self.processorTime()
      for document in documents { process(document) }
      intakeNanoseconds += Self.processorTime() - start
    }
    // Outside of the time: the bytes that Kafka would carry from one stage to the other.
    var accepted: [[UInt8]] = []
    accepted.reserveCapacity(documents.count)
    for document in documents {
      process(document)
      bytes += document.count
      if output.rejection == nil { accepted.append(output.value) } else { rejected += 1 }
      acceptedBytes += output.value.count
    }
    reports += documents.count
    if stage != .intake { assess(accepted) }
  }

  /// The first stage over notes, whose facts are read from their text.
  mutating func run(notes documents: [[UInt8]]) {
    let start = Self.processorTime()
    for document in documents { process(document, noteHeaders) }
    noteNanoseconds += Self.processorTime() - start
    notes += documents.count
    noteBytes += documents.reduce(0) { $0 + $1.count }
  }

  private mutating func process(_ document: [UInt8]) { process(document, headers) }

  private mutating func process(_ document: [UInt8], _ headers: [RawHeader]) {
    offset += 1
    document.withUnsafeBytes { value in
      headers.withUnsafeBufferPointer { headers in
        intake.process(
          RawRecord(
            topic: topic, partition: 3, offset: offset, timestamp: 1_546_300_800_000, key: nil,
            value: value, headers: headers),
          into: &output)
      }
    }
  }

  private mutating func assess(_ values: [[UInt8]]) {
    let start = Self.processorTime()
    effects.removeAll()
    assessment.begin()
    for value in values { value.withUnsafeBytes { assessment.assess($0, into: &effects) } }
    assessment.setPosition(Int64(reports))
    assessment.prepare(into: &effects)
    assessment.commit()
    assessmentNanoseconds += Self.processorTime() - start
    incidentVersions += effects.incidents.count
    alertVersions += effects.alerts.count
  }

  // Safe because a literal of more than one scalar lives for ever.
  private static func header(_ name: StaticString, _ value: StaticString) -> RawHeader {
    RawHeader(
      name: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount),
      value: UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
  }

  static func processorTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private var intakeMicroseconds: Double { Double(intakeNanoseconds) / 1000 / Double(reports) }

  private var noteMicroseconds: Double {
    Double(noteNanoseconds) / 1000 / Double(max(1, notes))
  }

  private var assessmentMicroseconds: Double {
    Double(assessmentNanoseconds) / 1000 / Double(max(1, reports - rejected))
  }

  private var bytesEach: Int {
    assessment.bytesRemembered / max(1, assessment.reportsRemembered)
  }

  var text: String {
    func row(_ name: String, _ micro: Double, _ rest: String) -> String {
      let each = String(format: "%6.2f µs CPU a report", micro)
      let rate = String(format: "%9.0f reports/s on one core", 1e6 / micro)
      return name.padding(toLength: 12, withPad: " ", startingAt: 0) + each + rate + rest
    }
    var lines = ["\(reports) reports, \(bytes / reports) bytes each, \(rejected) rejected"]
    if stage != .assessment {
      lines.append(row("Intake", intakeMicroseconds, ""))
      lines.append(
        row("Free text", noteMicroseconds, "") + ", \(noteBytes / max(1, notes)) bytes each")
    }
    if stage != .intake {
      lines.append(row("Assessment", assessmentMicroseconds, ""))
      lines.append("\(incidentVersions) incident and \(alertVersions) alert records")
      lines.append(
        "\(assessment.reportsRemembered) reports remembered, \(bytesEach) bytes each "
          + "(\(assessment.bytesRemembered / 1024) KiB in all)")
    }
    return lines.joined(separator: "\n")
  }

  /// The stage that was left out has no members.
  var json: String {
    var members = [#""reports":\#(reports)"#, #""rejected":\#(rejected)"#]
    if stage != .assessment {
      members.append(String(format: #""intakeMicroseconds":%.3f"#, intakeMicroseconds))
      members.append(String(format: #""freeTextMicroseconds":%.3f"#, noteMicroseconds))
    }
    if stage != .intake {
      members.append(String(format: #""assessmentMicroseconds":%.3f"#, assessmentMicroseconds))
      members.append(#""reportsRemembered":\#(assessment.reportsRemembered)"#)
      members.append(#""bytesRemembered":\#(assessment.bytesRemembered)"#)
    }
    return "{" + members.joined(separator: ",") + "}"
  }
}

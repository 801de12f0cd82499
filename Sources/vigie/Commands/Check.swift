import ArgumentParser
import Foundation
import Intake
import JSON
import Model
import Worker

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate reports before sending them; explain each violation.",
    discussion: """
      Judges with the same code and the same words as the service. Files are
      NDJSON (one document a line), CSV (one row an object) or one JSON document
      (.json); - is standard input. Exit codes: 0 all would be accepted, 1 some
      would be rejected, 2 it could not be judged: no such file, no such schema.
      Wrong settings, schemas and packs end with 78, as everywhere.

        vigie check my-reports.ndjson
        vigie check --schema ucdp-ged/1 events.csv
      """)

  @Argument(help: "Files to check.")
  var files: [String]
  @Option(help: "Schema of documents that do not name one, such as field-report/3.")
  var schema: String?
  @ArgumentParser.Flag(help: "One JSON object for each rejection, rejection/1.")
  var json = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    var settings = try options.read()
    let loaded = try Loaded(settings)
    if let schema {
      guard loaded.catalogue.index(of: schema) >= 0 else {
        Terminal.note(
          "There is no schema “\(schema)”. Known: "
            + loaded.catalogue.versions.map(\.name).joined(separator: ", ") + ".")
        throw ExitCode(2)
      }
      settings.defaultSchema = schema
    }
    let intake = Intake(
      catalogue: loaded.catalogue, theatre: loaded.theatre, limits: settings.intakeLimits)
    var (good, bad) = (0, 0)
    for file in files {
      let topic = RawTopic(
        file,
        defaultSchema: settings.defaultSchema.isEmpty ? "field-report/3" : settings.defaultSchema,
        admission: nil, in: loaded.catalogue)
      var output = IntakeOutput()
      var index: Int64 = 0
      let input: InputFile
      do { input = try InputFile(path: file) } catch { throw ExitCode(2) }
      try input.forEachRecord { _, key, headers, value in
        RawHeaders.with(headers) { raw in
          intake.process(
            RawRecord(
              topic: topic, partition: 0, offset: index, timestamp: nil, key: key, value: value,
              headers: raw), into: &output)
        }
        index += 1
        guard let rejection = output.rejection else {
          good += 1
          tellFlags(output.report, file, index)
          return
        }
        bad += 1
        tell(rejection, output, file, index)
      }
    }
    if !json { Terminal.say("\(good) would be accepted, \(bad) rejected.") }
    if bad > 0 { throw ExitCode(1) }
  }

  private func tell(
    _ rejection: Rejection, _ output: IntakeOutput, _ file: String, _ line: Int64
  ) {
    if json {
      Terminal.say(String(decoding: output.value, as: UTF8.self))
      return
    }
    Terminal.say(
      "\(file):\(line): \(Terminal.styled(words(rejection.reason.name), .yellow)): "
        + printable(rejection.sentence))
    for violation in rejection.violations {
      let pointer = violation.instancePointer.isEmpty ? "(document)" : violation.instancePointer
      Terminal.say("    \(printable(pointer)): \(printable(violation.sentence))")
    }
  }

  /// What would be accepted with a remark: a place that is not known, an actor, a date.
  private func tellFlags(_ report: Report, _ file: String, _ line: Int64) {
    guard !json, !report.flags.isEmpty else { return }
    var flags: [String] = []
    report.flags.forEach { flags.append(words($0.name)) }
    Terminal.say("\(file):\(line): accepted, noting: \(flags.joined(separator: ", "))")
  }
}

/// Headers of text as the core wants them: borrowed bytes.
enum RawHeaders {
  static func with<R>(
    _ headers: [InputFile.Header], _ body: (UnsafeBufferPointer<RawHeader>) -> R
  ) -> R {
    var storage: [UInt8] = []
    for header in headers {
      storage += Array(header.name.utf8)
      storage += Array(header.value.utf8)
    }
    return storage.withUnsafeBytes { bytes in
      var position = 0
      func take(_ count: Int) -> UnsafeRawBufferPointer {
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
      }
      let list = headers.map { header in
        RawHeader(name: take(header.name.utf8.count), value: take(header.value.utf8.count))
      }
      return list.withUnsafeBufferPointer(body)
    }
  }
}

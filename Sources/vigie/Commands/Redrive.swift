import ArgumentParser
import Kafka
import Model
import Worker

struct Redrive: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Send rejected records through again, after the cause was mended.",
    discussion: """
      Reads the rejections, selects, and puts the original bytes back on the topic
      they came from. A record counts its attempts; one that was tried
      --attempts-max times is left and listed. What was sent once is not sent
      again: run it twice, or take up a run that was cut off. Look first, then
      send:

        vigie redrive --dry-run
        vigie redrive --reason schema_unknown --schema kobo-incident/1 --dry-run
        vigie redrive --reason schema_unknown --schema kobo-incident/1 --pace 200

      Exit codes: 0 done, 1 some records are left after too many attempts, 69
      broker away.
      """)

  @OptionGroup var options: SettingsOptions
  @Option(help: ArgumentHelp("Only this reason; may be repeated.", valueName: "reason"))
  var reason: [String] = []
  @Option(help: ArgumentHelp("Only this schema, name/version or name.", valueName: "schema"))
  var schema: [String] = []
  @Option(help: ArgumentHelp("Only documents whose `source` is this.", valueName: "source"))
  var source: [String] = []
  @Option(help: ArgumentHelp("Only records from this topic.", valueName: "topic"))
  var topic: [String] = []
  @Option(help: ArgumentHelp("Only records received from then on (RFC 3339).", valueName: "time"))
  var from: String?
  @Option(help: ArgumentHelp("Only records received before then (RFC 3339).", valueName: "time"))
  var to: String?
  @Option(help: "A record that was tried so often is left and listed.")
  var attemptsMax: Int32 = 3
  @Option(help: "Records a second at most; 0 is as fast as it goes.")
  var pace = 100
  @Option(help: "Records to send at most, in this run.")
  var limit = Int.max
  @ArgumentParser.Flag(help: "Count what would be sent, and send nothing.")
  var dryRun = false
  @ArgumentParser.Flag(help: "One JSON object instead of text.")
  var json = false

  func validate() throws {
    guard pace >= 0, limit > 0, attemptsMax > 0 else {
      throw ValidationError("--pace, --limit and --attempts-max are counts.")
    }
    _ = try selection()
  }

  func run() throws {
    let settings = try options.read()
    let stop = Signals.stopOnTermination()
    let kafka = Brokers.settings(settings)
    let redrive = Worker.Redrive(
      settings: settings, kafka: kafka, selection: try selection(), stop: stop)
    redrive.onProgress = { Terminal.progress("sent \($0.sent), read \($0.read)") }
    do throws(KafkaFailure) {
      if dryRun { try redrive.survey() } else { try redrive.run(pace: pace, limit: limit) }
    } catch {
      Terminal.endProgress()
      if redrive.tally.sent > 0 {
        Terminal.note("\(redrive.tally.sent) were sent before it failed; run it again to go on.")
      }
      throw Brokers.unavailable(error, kafka)
    }
    Terminal.endProgress()
    let text = RedriveText(tally: redrive.tally, isDryRun: dryRun)
    for line in json ? [text.json] : text.lines { Terminal.say(line) }
    if stop.isRaised { Terminal.note("Stopped; run it again to go on where it was.") }
    if redrive.tally.left > 0 { throw ExitCode(1) }
  }

  private func selection() throws -> RedriveSelection {
    var selection = RedriveSelection()
    for name in reason {
      guard let known = RejectionReason.every.first(where: { "\($0.name)" == name }) else {
        throw ValidationError(
          "'\(name)' is no reason. One of: \(RejectionReason.names.joined(separator: ", ")).")
      }
      selection.reasons.append(known)
    }
    selection.schemas = schema
    selection.sources = source
    selection.topics = topic
    selection.from = try from.map(Self.milliseconds)
    selection.to = try to.map(Self.milliseconds)
    selection.attemptsMax = attemptsMax
    return selection
  }

  private static func milliseconds(_ text: String) throws -> Int64 {
    var text = text
    guard let span = text.withUTF8({ Instant.parse(UnsafeRawBufferPointer($0)) }) else {
      throw ValidationError("'\(text)' is no time; write 2018-07-29 or 2018-07-29T08:00:00Z.")
    }
    return span.earliest.seconds * 1000
  }
}

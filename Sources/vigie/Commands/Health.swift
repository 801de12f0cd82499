import ArgumentParser
import Console
import Foundation
import Worker

struct Health: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask a running vigie whether it is ready; for containers and supervisors.",
    discussion: """
      Asks /readyz of the console on this machine and says why not. Exit code 0 is
      ready, 1 is not ready, 69 is no answer. It needs no shell. Examples:

        vigie health
        vigie health --live --url http://127.0.0.1:8080
      """)

  @Option(help: "Where the console listens. Default: console.listen, on this machine.")
  var url: String?
  @ArgumentParser.Flag(help: "Ask only whether the process is alive (/livez).")
  var live = false
  @ArgumentParser.Flag(help: "Ask whether it is ready (/readyz): what it does anyway.")
  var ready = false
  @ArgumentParser.Flag(help: "The answer as JSON, as it came.")
  var json = false
  @OptionGroup var options: SettingsOptions

  func validate() throws {
    if live, ready { throw ValidationError("Ask --live or --ready, not both.") }
  }

  func run() throws {
    var base = try url ?? ListenAddress(options.read().consoleListen)?.page ?? ""
    while base.hasSuffix("/") { base.removeLast() }
    let client = HTTPClient(.none, milliseconds: 5000)
    let answer: HTTPClient.Answer
    do throws(HTTPClient.Failure) {
      answer = try client.get(base + (live ? "/livez" : "/readyz"))
    } catch {
      throw Ending.unavailable("No answer from \(base): \(error.sentence).")
    }
    if json {
      Terminal.say(String(decoding: answer.body, as: UTF8.self))
    } else {
      say(answer)
    }
    guard answer.status == 200 else { throw ExitCode(1) }
  }

  private func say(_ answer: HTTPClient.Answer) {
    guard answer.status == 200 || answer.status == 503 else {
      return Terminal.note("That is no console of Vigie's: it answers \(answer.status).")
    }
    Terminal.say(answer.status == 200 ? (live ? "alive" : "ready") : live ? "hung" : "not ready")
    for line in HealthLines.lines(of: answer.body) { Terminal.say("  \(line)") }
  }
}

import ArgumentParser
import Foundation
import Logging
import Theatre
import Worker

/// The options that every command which needs settings shares.
struct SettingsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A YAML file of settings (also VIGIE_CONFIG).", valueName: "file"))
  var config: String?

  @Option(
    name: [.customShort("s"), .customLong("set")],
    help: ArgumentHelp(
      "One setting, such as topics.prefix=mali. or kafka.security.protocol=ssl.",
      valueName: "key=value"))
  var settings: [String] = []

  @Option(help: ArgumentHelp("Directory of the theatre pack.", valueName: "directory"))
  var theatre: String?

  @Option(help: ArgumentHelp("Directory of the schemas.", valueName: "directory"))
  var schemas: String?

  @Option(help: ArgumentHelp("Brokers, host:port separated by commas.", valueName: "brokers"))
  var bootstrap: String?

  /// Everything checked, or the process ends with 78 and every problem named.
  func read() throws -> WorkerSettings {
    let reading = reading()
    guard reading.problems.isEmpty else { throw Ending.configuration(reading.problems) }
    var read = reading.settings
    complete(&read)
    return read
  }

  /// What was given by file, variables and flags, with what is wrong in it.
  func reading() -> SettingsReading {
    var entries: [WorkerSettings.Entry] = []
    var problems: [SettingsProblem] = []
    let environment = ProcessInfo.processInfo.environment
    if let file = config ?? environment["VIGIE_CONFIG"] {
      do throws(ConfigurationFault) {
        entries += try WorkerSettings.entries(file: file)
      } catch {
        problems += error.problems
      }
    }
    entries += WorkerSettings.entries(environment: environment)
    for text in settings {
      guard let equals = text.firstIndex(of: "=") else {
        problems.append(
          SettingsProblem(
            key: text, origin: "--set", sentence: "has no value.",
            remedy: "Write --set key=value."))
        continue
      }
      entries.append(
        WorkerSettings.Entry(
          key: String(text[..<equals]), value: String(text[text.index(after: equals)...]),
          origin: "--set"))
    }
    for (key, value, flag) in [
      ("theatre", theatre, "--theatre"), ("schemas", schemas, "--schemas"),
      ("kafka.bootstrap.servers", bootstrap, "--bootstrap"),
    ] {
      guard let value else { continue }
      entries.append(WorkerSettings.Entry(key: key, value: value, origin: flag))
    }
    var reading = SettingsReading(entries)
    reading.add(problems)
    return reading
  }

  /// What this machine answers for settings that were not given.
  func complete(_ settings: inout WorkerSettings) {
    if settings.instance.isEmpty { settings.instance = ProcessInfo.processInfo.hostName }
    if settings.theatre.isEmpty { settings.theatre = Installed.directory("theatres/mali-2018") }
    if settings.schemas.isEmpty { settings.schemas = Installed.directory("Schemas") }
  }
}

/// Where the packs, schemas and the scenario lie: beside the sources, or where the image has them.
enum Installed {
  static func directory(_ name: String) -> String {
    let beside = name == "Schemas" ? name : "Deploy/" + name
    let root = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [
      beside,
      // A binary in .build/<triple>/<configuration>/ of a checkout.
      root.appending(path: "../../../" + beside).standardizedFileURL.path(percentEncoded: false),
      "/usr/share/vigie/" + name,
    ]
    return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? beside
  }
}

/// How a command ends when it cannot do its work: a sentence on standard error and an exit code.
enum Ending {
  static func configuration(_ problems: [SettingsProblem]) -> ExitCode {
    Terminal.note("The settings are wrong:")
    for problem in problems { Terminal.note("  \(problem)") }
    return ExitCode(78)
  }

  static func configuration(_ text: String) -> ExitCode {
    Terminal.note(text)
    return ExitCode(78)
  }

  static func noInput(_ text: String) -> ExitCode {
    Terminal.note(text)
    return ExitCode(66)
  }

  static func cannotWrite(_ text: String) -> ExitCode {
    Terminal.note(text)
    return ExitCode(73)
  }

  static func unavailable(_ text: String) -> ExitCode {
    Terminal.note(text)
    return ExitCode(69)
  }
}

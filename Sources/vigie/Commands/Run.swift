import ArgumentParser
import Foundation
import Intake
import Kafka
import Logging
import Model
import Theatre
import Worker

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The daemon: takes raw reports in, gives incidents and alerts out.",
    discussion: """
      Runs both stages until SIGTERM or Ctrl-C; then it finishes the batch in
      hand, commits, leaves its groups and exits with 0. It needs the topics
      (`vigie topics apply`), and heals by itself when the broker goes away and
      comes back. SIGHUP reads pack, rules and schemas again and, if they are
      good, goes on with them; memory records the position. With console.enabled
      it serves a page, an API, health and metrics at console.listen.

        vigie run --config /etc/vigie/vigie.yaml
        vigie run --stage intake -s topics.prefix=mali.
      """)

  @OptionGroup var options: SettingsOptions
  @Option(help: "intake or assessment, to split them over processes. Both by default.")
  var stage: StageArgument?

  enum StageArgument: String, ExpressibleByArgument, CaseIterable {
    case intake, assessment
  }

  func run() throws {
    let settings = try options.read()
    let stop = Signals.stopOnTermination()
    let level = Logger.Level(rawValue: settings.logLevel) ?? .info
    let form = LineLog.Form(rawValue: settings.logFormat) ?? .text
    let log = Logger(label: "vigie") { LineLog(label: $0, level: level, form: form) }
    let chosen = stage.flatMap { Stage(rawValue: $0.rawValue) }.map { [$0] } ?? Stage.allCases
    Signals.countReloads()
    let loaded = try Loaded(settings)
    let figures = Figures()
    // It outlives the generations: what it shows of the pack is that of the first.
    let console = RunningConsole(
      WorkerContext(
        settings: settings, theatre: loaded.theatre, figures: figures, stop: stop, log: log),
      stages: chosen)
    Daemon(
      settings: settings, stages: chosen, figures: figures, stop: stop, log: log, loaded: loaded
    ).run()
    console?.end()
  }
}

/// The pack and the schemas, or an end with 78 and every problem in them.
struct Loaded {
  let theatre: Theatre
  let catalogue: SchemaCatalogue
  /// What was read, by the digests of its files.
  let stamp: PackStamp

  init(_ settings: WorkerSettings) throws {
    do throws(ConfigurationFault) {
      self = try Loaded(checking: settings)
    } catch {
      throw Ending.configuration(
        "The theatre pack or the schemas are wrong:\n\(error.description)")
    }
  }

  /// What is wrong with the pack and the schemas.
  static func problems(_ settings: WorkerSettings) -> [SettingsProblem] {
    do throws(ConfigurationFault) {
      _ = try Loaded(checking: settings)
      return []
    } catch {
      return error.problems
    }
  }

  init(checking settings: WorkerSettings) throws(ConfigurationFault) {
    var problems: [SettingsProblem] = []
    var theatre: Theatre?
    var catalogue: SchemaCatalogue?
    func add(_ key: String, _ directory: String, _ found: [Problem]) {
      guard FileManager.default.fileExists(atPath: directory) else {
        problems.append(
          SettingsProblem(
            key: key, origin: directory, sentence: "There is no such directory.",
            remedy: "Name the one that holds it."))
        return
      }
      problems += found.map { problem in
        let place = problem.line > 0 ? "\(problem.file):\(problem.line)" : problem.file
        return SettingsProblem(
          key: key, origin: "\(directory)/\(place)", sentence: problem.sentence,
          remedy: problem.remedy)
      }
    }
    let before = Self.digests(settings)
    do throws(PackFault) {
      theatre = try Theatre.load(directory: settings.theatre)
    } catch {
      add("theatre", settings.theatre, error.problems)
    }
    do throws(CatalogueFault) {
      catalogue = try SchemaCatalogue.load(directory: settings.schemas)
    } catch {
      add("schemas", settings.schemas, error.problems)
    }
    if let catalogue, !settings.defaultSchema.isEmpty,
      catalogue.index(of: settings.defaultSchema) < 0
    {
      problems.append(
        SettingsProblem(
          key: "topics.schema", origin: "topics.schema",
          sentence: "there is no schema \(settings.defaultSchema) in \(settings.schemas).",
          remedy: "Known: \(catalogue.versions.map(\.name).joined(separator: ", "))."))
    }
    if problems.isEmpty, before == nil || before != Self.digests(settings) {
      problems.append(
        SettingsProblem(
          key: "theatre", origin: settings.theatre,
          sentence: "The files changed while they were read.", remedy: "Try again."))
    }
    guard let theatre, let catalogue, let before, problems.isEmpty else {
      throw ConfigurationFault(problems: problems)
    }
    self.theatre = theatre
    self.catalogue = catalogue
    stamp = PackStamp(theatre: theatre.name, pack: before[0], schemas: before[1])
  }

  private static func digests(_ settings: WorkerSettings) -> [Fingerprint]? {
    guard let pack = PackStamp.digest(ofFilesIn: settings.theatre),
      let schemas = PackStamp.digest(ofFilesIn: settings.schemas)
    else { return nil }
    return [pack, schemas]
  }
}

import Intake
import Kafka
import Logging
import Theatre
import Worker

/// The stages at work, one generation after another: each has one pack and one set of schemas.
///
/// A reload is a restart without a new process. The old generation ends as on SIGTERM: it finishes
/// the batch in hand, commits, and leaves its groups; the new one takes its partitions over,
/// restores, and goes on where the last one was. So nothing new has to be proved, no batch sees two
/// packs, and the price is the one of a restart: a rebalance and a restore. What does not check is
/// not taken, and the old generation is not disturbed.
struct Daemon {
  let settings: WorkerSettings
  let stages: [Stage]
  let figures: Figures
  let stop: StopFlag
  let log: Logger

  init(
    settings: WorkerSettings, stages: [Stage], figures: Figures, stop: StopFlag, log: Logger,
    loaded: Loaded
  ) {
    self.settings = settings
    self.stages = stages
    self.figures = figures
    self.stop = stop
    self.log = log
    first = loaded
  }

  private let first: Loaded
  /// Between two looks at the files, where they are watched.
  private static let pace = Duration.seconds(5)

  /// Works until the stop flag is raised.
  func run() {
    var loaded: Loaded? = first
    while let generation = loaded { loaded = work(with: generation) }
    log.info("stopped")
  }

  /// One generation; answers what the next one works with, or nil at the end.
  private func work(with loaded: Loaded) -> Loaded? {
    let ending = StopFlag()
    let context = WorkerContext(
      settings: settings, theatre: loaded.theatre, figures: figures, stop: ending, log: log,
      stamp: loaded.stamp)
    log.info(
      "starting",
      metadata: [
        "theatre": "\(loaded.theatre.name)", "pack": "\(loaded.stamp.pack)",
        "schemas": "\(loaded.stamp.schemas)", "instance": "\(settings.instance)",
        "brokers": "\(context.kafka.bootstrapServers)",
      ])
    let work = Stages()
    work.start(stages, context: context, catalogue: loaded.catalogue)
    var next: Loaded?
    var watch = settings.reloadWatch ? FileWatch([settings.theatre, settings.schemas]) : nil
    var nextLook = ContinuousClock.now + Self.pace
    FigureLog(figures: figures, log: log).follow {
      var isAsked = Signals.takeReload()
      if nextLook <= .now {
        nextLook = .now + Self.pace
        if watch?.hasChanged() ?? false {
          log.notice("reload: files of pack or schemas changed")
          isAsked = true
        }
      }
      if isAsked { next = reloaded(instead: loaded) }
      return stop.isRaised || next != nil
    }
    ending.raise()
    work.wait()
    return stop.isRaised ? nil : next
  }

  /// What stands on the disk now, if it is good and another; every problem is logged.
  private func reloaded(instead old: Loaded) -> Loaded? {
    do throws(ConfigurationFault) {
      let new = try Loaded(checking: settings)
      guard new.stamp != old.stamp else {
        log.notice("reload: pack and schemas are the same; nothing changes")
        return nil
      }
      log.notice("reload: pack and schemas are good; the stages begin again with them")
      return new
    } catch {
      for problem in error.problems { log.error("reload_refused: \(problem)") }
      log.error("reload_refused: the old pack and schemas stay in force")
      return nil
    }
  }
}

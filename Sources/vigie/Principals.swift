import ArgumentParser
import Kafka
import Worker

/// Who is who to Vigie, by the names that the broker gives to those who authenticate.
struct Principals: ParsableArguments {
  @Option(help: ArgumentHelp("Who the daemon is.", valueName: "principal"))
  var service: [String] = []
  @Option(help: ArgumentHelp("A field team.", valueName: "principal"))
  var team: [String] = []
  @Option(help: ArgumentHelp("Who decides about incidents.", valueName: "principal"))
  var analyst: [String] = []
  @Option(help: ArgumentHelp("Who acknowledges alerts.", valueName: "principal"))
  var officer: [String] = []
  @Option(help: ArgumentHelp("Who reads incidents and alerts.", valueName: "principal"))
  var subscriber: [String] = []
  @Option(help: ArgumentHelp("Who reads alerts, as CAP too.", valueName: "principal"))
  var authority: [String] = []
  @Option(help: ArgumentHelp("Who applies topics and redrives.", valueName: "principal"))
  var `operator`: [String] = []

  func validate() throws {
    for (_, name) in named where !name.contains(":") {
      throw ValidationError("“\(name)” is no principal; write User:NAME.")
    }
  }

  var named: [(AccessPlan.Part, String)] {
    let all: [(AccessPlan.Part, [String])] = [
      (.service, service), (.team, team), (.analyst, analyst), (.officer, officer),
      (.subscriber, subscriber), (.authority, authority), (.operator, self.operator),
    ]
    return all.flatMap { part, names in names.map { (part, $0) } }
  }

  func rules(_ settings: WorkerSettings) -> [AccessRule] {
    let plan = AccessPlan(settings: settings)
    return Set(named.flatMap { plan.rules($0, $1) }).sorted()
  }
}

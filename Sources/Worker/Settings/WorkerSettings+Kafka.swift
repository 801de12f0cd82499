internal import Kafka

extension WorkerSettings {
  /// Every problem of the `kafka.*` properties, for all the clients a worker builds. Asks no
  /// broker.
  public static func problems(kafka properties: [String: String]) -> [SettingsProblem] {
    var properties = properties
    let bootstrap = properties.removeValue(forKey: "bootstrap.servers") ?? "127.0.0.1:9092"
    let settings = Kafka.Settings(
      bootstrapServers: bootstrap, properties: properties, log: .silent)
    var seen: [SettingsProblem] = []
    for role in [Role.consumer, .reader, .transactionalProducer, .admin] {
      for problem in settings.problems(for: role) {
        let key = Setting.kafkaPrefix + problem.key
        let mine = SettingsProblem(
          key: key, origin: key, sentence: problem.sentence, remedy: problem.remedy)
        if !seen.contains(mine) { seen.append(mine) }
      }
    }
    return seen
  }
}

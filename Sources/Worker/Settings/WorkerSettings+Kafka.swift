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
    if properties["auto.offset.reset"] != nil {
      let key = Setting.kafkaPrefix + "auto.offset.reset"
      seen.append(
        SettingsProblem(
          key: key, origin: key, sentence: "is not a property to pass through.",
          remedy: "Remove it; a worker begins where the log begins, and says what is missing."))
    }
    return seen
  }
}

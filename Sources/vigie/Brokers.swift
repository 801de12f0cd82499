import ArgumentParser
import Kafka
import Logging
import Worker

/// One-off questions to the brokers, with failures as a person should read them.
enum Brokers {
  static func asking<Answer>(
    _ settings: WorkerSettings, _ question: (Admin) throws(KafkaFailure) -> Answer
  ) throws -> Answer {
    let kafka = self.settings(settings)
    do throws(KafkaFailure) {
      return try question(
        try Self.building { () throws(SettingsFault) in
          try Admin(settings: kafka)
        })
    } catch {
      throw unavailable(error, kafka)
    }
  }

  /// For clients of the command line: librdkafka's own lines stay silent, failures are told once.
  static func settings(_ settings: WorkerSettings) -> Kafka.Settings {
    var properties = settings.kafka
    let bootstrap = properties.removeValue(forKey: "bootstrap.servers") ?? "127.0.0.1:9092"
    return Kafka.Settings(bootstrapServers: bootstrap, properties: properties, log: .silent)
  }

  /// Builds a client; wrong properties become a failure that tells them all.
  static func building<Client>(
    _ build: () throws(SettingsFault) -> Client
  ) throws(KafkaFailure) -> Client {
    do throws(SettingsFault) {
      return try build()
    } catch {
      throw KafkaFailure(
        action: .stop, code: .invalidArgument, sentence: error.description,
        operation: "rd_kafka_new")
    }
  }

  static func unavailable(_ failure: KafkaFailure, _ kafka: Kafka.Settings) -> ExitCode {
    if failure.operation == "rd_kafka_new" {
      return Ending.configuration("The settings are wrong:\n\(failure.sentence)")
    }
    guard Trouble(failure) != .accessDenied else {
      return Ending.unavailable(
        """
        The brokers at \(kafka.bootstrapServers) refuse it: \(failure.sentence) (\(failure.name)).
        Check kafka.sasl.*; `vigie topics plan --help` shows how to print what each user needs.
        """)
    }
    return Ending.unavailable(
      """
      The brokers at \(kafka.bootstrapServers) did not do it: \(failure.sentence) (\(failure.name)).
      Is a broker listening there? Set another with --bootstrap or VIGIE_KAFKA_BOOTSTRAP_SERVERS.
      """)
  }
}

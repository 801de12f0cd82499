import ArgumentParser
import Worker

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List every setting, its default and what it is for.",
    discussion: """
      Each can stand in the YAML file (--config), in a variable, or after --set; the last wins.
      Any property of librdkafka can be set under kafka., for example:

        kafka:
          bootstrap.servers: broker-1:9093,broker-2:9093
          security.protocol: sasl_ssl
          sasl.mechanism: SCRAM-SHA-512

      As a variable: VIGIE_KAFKA_BOOTSTRAP_SERVERS=broker-1:9093
      """)

  func run() {
    for setting in Setting.all {
      let standard = setting.standard.isEmpty ? "" : "  (default \(setting.standard))"
      Terminal.say(Terminal.styled(setting.key, .bold) + standard)
      Terminal.say("    " + Terminal.styled(setting.variable, .dim))
      Terminal.say("    " + wrapped(setting.sentence, indent: 4, columns: Terminal.columns))
    }
  }
}

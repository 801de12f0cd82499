import Kafka
import Testing

@Suite struct SettingsProblemTests {
  private func problems(_ properties: [String: String], _ role: Role) -> [SettingProblem] {
    Settings(bootstrapServers: "127.0.0.1:1", properties: properties).problems(for: role)
  }

  @Test(arguments: Role.allCases)
  func `the defaults suit librdkafka in every role`(role: Role) {
    #expect(problems([:], role) == [])
  }

  @Test func `every problem is listed at once, in order`() {
    let found = problems(
      [
        "compresion.type": "lz4", "linger.ms": "soon", "acks": "1",
        "enable.idempotence": "false", "no.such.property.at.all": "1",
      ], .producer)
    #expect(
      found.map(\.key) == [
        "acks", "compresion.type", "enable.idempotence", "linger.ms", "no.such.property.at.all",
      ])
    #expect(found[1].remedy == "Did you mean compression.type?")
    #expect(found.allSatisfy { !$0.sentence.isEmpty && !$0.remedy.isEmpty })
  }

  @Test(arguments: [
    ("enable.auto.commit", "true", Role.consumer),
    ("auto.commit.enable", "true", .consumer),
    ("isolation.level", "read_uncommitted", .reader),
    ("partition.assignment.strategy", "cooperative-sticky", .consumer),
    ("group.id", "other", .consumer),
    ("transactional.id", "other", .transactionalProducer),
    ("request.required.acks", "1", .transactionalProducer),
    ("bootstrap.servers", "elsewhere:9092", .admin),
    ("test.mock.num.brokers", "3", .admin),
    ("message.timeout.ms", "10000", .transactionalProducer),
    ("delivery.timeout.ms", "0", .transactionalProducer),
  ])
  func `what must hold cannot be overridden`(key: String, value: String, role: Role) {
    #expect(problems([key: value], role).map(\.key) == [key])
  }

  @Test(arguments: [
    ("enable.auto.commit", "false", Role.consumer),
    ("partition.assignment.strategy", "roundrobin", .consumer),
    ("acks", "all", .transactionalProducer),
    ("transaction.timeout.ms", "60000", .transactionalProducer),
    ("message.timeout.ms", "9999", .transactionalProducer),
    ("security.protocol", "SASL_SSL", .consumer),
    ("sasl.mechanisms", "PLAIN", .consumer),
  ])
  func `what fits passes through`(key: String, value: String, role: Role) {
    #expect(problems([key: value], role) == [])
  }

  @Test func `secrets are never shown`() {
    let settings = Settings(
      bootstrapServers: "127.0.0.1:1",
      properties: ["sasl.password": "hunter2", "ssl.key.pem": "hunter2", "client.id": "a"])
    #expect(!"\(settings)".contains("hunter2"))
    #expect(!String(reflecting: settings).contains("hunter2"))
    #expect("\(settings)".contains("client.id=a"))
    let wrong = problems(["sasl.pasword": "hunter2", "ssl.key.pasword": "hunter2"], .admin)
    #expect(wrong.count == 2)
    #expect(!"\(wrong)".contains("hunter2"))
  }

  @Test func `properties that do not fit together are a problem of the client`() {
    let settings = Settings(
      bootstrapServers: "127.0.0.1:1",
      properties: ["session.timeout.ms": "60000", "max.poll.interval.ms": "10000"], log: .silent)
    #expect(throws: SettingsFault.self) { try Consumer(settings: settings, group: "g") }
  }

  @Test func `the transaction's timeout is the user's`() throws {
    let settings = Settings(
      bootstrapServers: "127.0.0.1:1", properties: ["transaction.timeout.ms": "45000"],
      log: .silent)
    let producer = try TransactionalProducer(settings: settings, transactionalID: "t")
    #expect(producer.transactionTimeout == .seconds(45))
  }
}

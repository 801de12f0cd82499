import Kafka
import Testing

@Suite struct TopicTests {
  @Test func `every difference is listed at once`() throws {
    let cluster = try TestCluster()
    let admin = try Admin(settings: cluster.settings())
    let (there, absent) = (try cluster.topic(partitions: 2), TestCluster.uniqueName("absent"))
    let problems = try admin.verify([
      TopicSpecification(name: there, partitions: 2),
      TopicSpecification(name: absent, partitions: 1),
      TopicSpecification(name: there, partitions: 3, replicationFactor: 2),
    ])
    #expect(
      problems == [
        TopicProblem(topic: absent, difference: .missing),
        TopicProblem(topic: there, difference: .partitions(wanted: 3, found: 2)),
        TopicProblem(topic: there, difference: .replicationFactor(wanted: 2, found: 1)),
      ])
    #expect(problems.allSatisfy { $0.sentence.contains($0.topic) && !$0.remedy.isEmpty })
  }

  @Test(.enabled(if: TestCluster.real == nil, Comment(rawValue: TestCluster.injection)))
  func `settings that cannot be read are a difference, not a failure`() throws {
    let cluster = try TestCluster()
    let admin = try Admin(settings: cluster.settings())
    let name = try cluster.topic()
    let wanted = TopicSpecification(
      name: name, partitions: 1, settings: ["cleanup.policy": "compact"])
    let problems = try admin.verify([wanted], timeout: .seconds(1))
    #expect(problems.count == 1)
    if case .settingsUnreadable = problems.first?.difference {} else { Issue.record() }
    #expect(throws: KafkaFailure.self) { try admin.create([wanted], timeout: .seconds(1)) }
  }

  @Test(
    .enabled(
      if: TestCluster.real != nil,
      "the embedded broker has no topic settings: set VIGIE_TEST_BOOTSTRAP=host:port"))
  func `topics are created, compared and changed, and nothing else is touched`() throws {
    let cluster = try TestCluster()
    let admin = try Admin(settings: cluster.settings())
    var wanted = TopicSpecification(
      name: TestCluster.uniqueName("memory"), partitions: 3, replicationFactor: 1,
      settings: ["cleanup.policy": "compact", "segment.bytes": "1048576"])
    #expect(try admin.apply([wanted]) == [.created(wanted)])
    #expect(try admin.verify([wanted]) == [])
    #expect(try admin.apply([wanted]) == [])
    #expect(try admin.create([wanted]) == [.alreadyThere(wanted.name)])
    wanted.settings = ["cleanup.policy": "delete"]
    #expect(
      try admin.verify([wanted]) == [
        TopicProblem(
          topic: wanted.name,
          difference: .setting(name: "cleanup.policy", wanted: "delete", found: "compact"))
      ])
    #expect(try admin.apply([wanted]) == [])
    #expect(
      try admin.apply([wanted], changing: .settingsToo) == [
        .changedSettings(topic: wanted.name, settings: ["cleanup.policy": "delete"])
      ])
    #expect(try admin.verify([wanted]) == [])
    let settings = try admin.settings(ofTopic: wanted.name)
    #expect(settings["segment.bytes"] == TopicSetting(value: "1048576", isSetOnTopic: true))
    #expect(settings["retention.ms"]?.isSetOnTopic == false)
  }

  @Test func `the cluster lists its topics in order`() throws {
    let cluster = try TestCluster()
    let names = try (0..<3).map { try cluster.topic("list", partitions: $0 + 1) }
    let metadata = try Admin(settings: cluster.settings()).metadata()
    #expect(metadata.topics.map(\.name) == metadata.topics.map(\.name).sorted())
    #expect(names.map { metadata.topic($0)?.partitions } == [1, 2, 3])
    #expect(!metadata.brokers.isEmpty)
  }

  @Test func `a cluster that does not answer is worth a retry`() throws {
    let settings = Settings(bootstrapServers: "127.0.0.1:1", log: .silent)
    #expect {
      try Admin(settings: settings).metadata(timeout: .milliseconds(200))
    } throws: {
      ($0 as? KafkaFailure)?.action == .retry
    }
  }
}

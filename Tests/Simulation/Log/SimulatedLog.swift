public import Kafka
public import Worker

/// The simulated cluster behind the seam, for one client.
public struct SimulatedLog: RecordLog {
  public let client: SimulatedClient

  public init(_ client: SimulatedClient) { self.client = client }

  public func reader() throws(KafkaFailure) -> SimulatedMember {
    SimulatedMember(client, group: nil)
  }

  public func member(of group: String) throws(KafkaFailure) -> SimulatedMember {
    SimulatedMember(client, group: group)
  }

  public func writer(
    _ transactionalID: String, to topics: [String], room: WriterRoom
  ) throws(KafkaFailure) -> SimulatedWriter {
    SimulatedWriter(client, id: transactionalID, topics: topics)
  }

  public var now: Int64 { client.cluster.now }

  public func rest(milliseconds: Int) { client.rest(milliseconds) }
}

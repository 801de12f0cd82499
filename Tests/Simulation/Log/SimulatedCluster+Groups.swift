import Kafka

/// A consumer group in its coordinator's keeping: the classic protocol, eager.
struct SimulatedGroup {
  struct Member {
    let id: Int
    let topics: [String]
    let client: SimulatedClient
    var heard: Int64
    /// Waits for the next generation.
    var hasJoined = true
    var assignment: [TopicPartition] = []
  }

  var generation = 0
  var members: [Member] = []
  /// When a rebalance under way gives up on those who have not joined; nil when stable.
  var rebalanceEnds: Int64?
  var committed: [TopicPartition: PositionMark] = [:]
}

extension SimulatedCluster {
  /// `JoinGroup` of somebody new.
  func join(_ name: String, topics: [String], client: SimulatedClient) -> Int {
    membersMade += 1
    groups[name, default: SimulatedGroup()].members.append(
      SimulatedGroup.Member(id: membersMade, topics: topics, client: client, heard: now))
    beginRebalance(of: name, joined: membersMade)
    return membersMade
  }

  /// `JoinGroup` of a member that has given its partitions back.
  func rejoin(_ name: String, member: Int) {
    change(name, member) { $0.hasJoined = true }
    tryRebalance(of: name)
  }

  func leave(_ name: String, member: Int) {
    groups[name]?.members.removeAll { $0.id == member }
    beginRebalance(of: name)
  }

  func member(_ id: Int, of name: String) -> SimulatedGroup.Member? {
    groups[name]?.members.first { $0.id == id }
  }

  private func change(_ name: String, _ id: Int, _ body: (inout SimulatedGroup.Member) -> Void) {
    guard let index = groups[name]?.members.firstIndex(where: { $0.id == id }) else { return }
    if var member = groups[name]?.members[index] {
      body(&member)
      groups[name]?.members[index] = member
    }
  }

  /// Who owns partitions must give them back before the next generation.
  private func beginRebalance(of name: String, joined: Int? = nil) {
    guard var group = groups[name] else { return }
    if group.rebalanceEnds == nil {
      group.rebalanceEnds = now + rebalanceTimeout
      for index in group.members.indices where group.members[index].id != joined {
        group.members[index].hasJoined = group.members[index].assignment.isEmpty
      }
    }
    groups[name] = group
    tryRebalance(of: name)
  }

  /// A new generation when all have joined, or when those who have not are given up.
  private func tryRebalance(of name: String) {
    guard var group = groups[name], let ends = group.rebalanceEnds else { return }
    if now > ends { group.members.removeAll { !$0.hasJoined } }
    guard group.members.allSatisfy(\.hasJoined) else {
      groups[name] = group
      return
    }
    group.generation += 1
    group.rebalanceEnds = nil
    for index in group.members.indices { group.members[index].assignment = [] }
    for topic in Set(group.members.flatMap(\.topics)).sorted() {
      let takers = group.members.indices.filter { group.members[$0].topics.contains(topic) }
      for partition in 0..<partitionCount(of: topic) {
        // The range assignor, for one topic at a time.
        let taker = takers[Int(partition) * takers.count / Int(partitionCount(of: topic))]
        group.members[taker].assignment.append(TopicPartition(topic: topic, partition: partition))
      }
    }
    groups[name] = group
  }

  /// Heartbeats come from a thread of the client's own, as long as the process runs.
  func expireMembers(of name: String) {
    guard var group = groups[name] else { return }
    for index in group.members.indices where group.members[index].client.isRunning {
      group.members[index].heard = now
    }
    let before = group.members.count
    group.members.removeAll { now - $0.heard > sessionTimeout }
    groups[name] = group
    if group.members.count != before { beginRebalance(of: name) } else { tryRebalance(of: name) }
  }
}

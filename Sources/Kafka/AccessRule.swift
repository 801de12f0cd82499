/// One line of Kafka's access lists: who may do what to which resource.
public struct AccessRule: Hashable, Sendable, Comparable {
  public enum Resource: String, Sendable, CaseIterable {
    case topic, group, cluster
    /// librdkafka 2.0.2 does not know this kind and answers it as unknown.
    case transactionalID = "transactional-id"
  }

  public enum Operation: String, Sendable, CaseIterable {
    case all, read, write, create, delete, alter, describe
    case clusterAction = "cluster-action"
    case describeConfigs = "describe-configs"
    case alterConfigs = "alter-configs"
    case idempotentWrite = "idempotent-write"
  }

  public enum Pattern: String, Sendable {
    case literal, prefixed
  }

  /// `User:vigie`, as the broker names who has authenticated.
  public let principal: String
  public let operation: Operation
  public let resource: Resource
  public let name: String
  public let pattern: Pattern
  public let isAllowed: Bool

  public init(
    principal: String, operation: Operation, resource: Resource, name: String,
    pattern: Pattern = .literal, isAllowed: Bool = true
  ) {
    self.principal = principal
    self.operation = operation
    self.resource = resource
    self.name = name
    self.pattern = pattern
    self.isAllowed = isAllowed
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.order.lexicographicallyPrecedes(right.order)
  }

  private var order: [String] {
    [principal, resource.rawValue, name, pattern.rawValue, operation.rawValue]
  }
}

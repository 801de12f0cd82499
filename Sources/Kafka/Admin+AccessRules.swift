internal import CRdKafka

extension Admin {
  /// The broker's access lists (`rd_kafka_DescribeAcls`), sorted; nil when it keeps none.
  public func accessRules(timeout: Duration = .seconds(10)) throws(KafkaFailure) -> [AccessRule]? {
    let operation = "rd_kafka_DescribeAcls"
    var text = [CChar](repeating: 0, count: 256)
    guard
      let filter = rd_kafka_AclBindingFilter_new(
        RD_KAFKA_RESOURCE_ANY, nil, RD_KAFKA_RESOURCE_PATTERN_ANY, nil, nil,
        RD_KAFKA_ACL_OPERATION_ANY, RD_KAFKA_ACL_PERMISSION_TYPE_ANY, &text, text.count)
    else {
      throw .of(RD_KAFKA_RESP_ERR__INVALID_ARG, operation: operation, client: handle.raw)
    }
    defer { rd_kafka_AclBinding_destroy(filter) }
    let event: OpaquePointer
    do throws(KafkaFailure) {
      event = try request(RD_KAFKA_ADMIN_OP_DESCRIBEACLS, operation, timeout) {
        rd_kafka_DescribeAcls(handle.raw, filter, $0, $1)
      }
    } catch {
      guard error.code.native == RD_KAFKA_RESP_ERR_SECURITY_DISABLED else { throw error }
      return nil
    }
    defer { rd_kafka_event_destroy(event) }
    var count = 0
    let bindings = rd_kafka_DescribeAcls_result_acls(
      rd_kafka_event_DescribeAcls_result(event), &count)
    var rules: [AccessRule] = []
    for index in 0..<count {
      // Safe because the result holds `count` bindings until its event is destroyed.
      guard let binding = bindings?[index], let rule = AccessRule(binding) else { continue }
      rules.append(rule)
    }
    return rules.sorted()
  }
}

extension AccessRule {
  fileprivate init?(_ binding: OpaquePointer) {
    guard let principal = rd_kafka_AclBinding_principal(binding),
      let name = rd_kafka_AclBinding_name(binding)
    else { return nil }
    let resource: Resource
    switch rd_kafka_AclBinding_restype(binding) {
    case RD_KAFKA_RESOURCE_TOPIC: resource = .topic
    case RD_KAFKA_RESOURCE_GROUP: resource = .group
    // Kafka's number of a cluster is librdkafka's of a broker.
    case RD_KAFKA_RESOURCE_BROKER: resource = .cluster
    default: resource = .transactionalID
    }
    let operation: Operation
    switch rd_kafka_AclBinding_operation(binding) {
    case RD_KAFKA_ACL_OPERATION_ALL: operation = .all
    case RD_KAFKA_ACL_OPERATION_READ: operation = .read
    case RD_KAFKA_ACL_OPERATION_WRITE: operation = .write
    case RD_KAFKA_ACL_OPERATION_CREATE: operation = .create
    case RD_KAFKA_ACL_OPERATION_DELETE: operation = .delete
    case RD_KAFKA_ACL_OPERATION_ALTER: operation = .alter
    case RD_KAFKA_ACL_OPERATION_DESCRIBE: operation = .describe
    case RD_KAFKA_ACL_OPERATION_CLUSTER_ACTION: operation = .clusterAction
    case RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS: operation = .describeConfigs
    case RD_KAFKA_ACL_OPERATION_ALTER_CONFIGS: operation = .alterConfigs
    case RD_KAFKA_ACL_OPERATION_IDEMPOTENT_WRITE: operation = .idempotentWrite
    default: return nil
    }
    let isPrefixed =
      rd_kafka_AclBinding_resource_pattern_type(binding) == RD_KAFKA_RESOURCE_PATTERN_PREFIXED
    self.init(
      principal: String(cString: principal), operation: operation, resource: resource,
      name: String(cString: name), pattern: isPrefixed ? .prefixed : .literal,
      isAllowed: rd_kafka_AclBinding_permission_type(binding)
        == RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW)
  }
}

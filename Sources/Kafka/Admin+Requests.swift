internal import CRdKafka
internal import Glibc

extension Admin {
  /// Creates topics (`rd_kafka_CreateTopics`) and waits until metadata shows them, which is a
  /// little after the controller has answered.
  public func create(
    _ specifications: [TopicSpecification], timeout: Duration = .seconds(30)
  ) throws(KafkaFailure) -> [TopicAction] {
    guard !specifications.isEmpty else { return [] }
    var wanted: [OpaquePointer?] = []
    defer { for topic in wanted { rd_kafka_NewTopic_destroy(topic) } }
    for item in specifications { wanted.append(try newTopic(item)) }
    let event = try request(RD_KAFKA_ADMIN_OP_CREATETOPICS, "rd_kafka_CreateTopics", timeout) {
      rd_kafka_CreateTopics(handle.raw, &wanted, wanted.count, $0, $1)
    }
    defer { rd_kafka_event_destroy(event) }
    var count = 0
    let results = rd_kafka_CreateTopics_result_topics(
      rd_kafka_event_CreateTopics_result(event), &count)
    var actions: [TopicAction] = []
    for index in 0..<count {
      // Safe because the result holds `count` entries until its event is destroyed.
      guard let result = results?[index] else { continue }
      let name = String(cString: rd_kafka_topic_result_name(result))
      switch rd_kafka_topic_result_error(result) {
      case RD_KAFKA_RESP_ERR_NO_ERROR:
        if let made = specifications.first(where: { $0.name == name }) {
          actions.append(.created(made))
        }
      case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS:
        actions.append(.alreadyThere(name))
      case let code:
        let reason = rd_kafka_topic_result_error_string(result).map { String(cString: $0) } ?? ""
        throw .of(
          code, operation: "rd_kafka_CreateTopics", client: handle.raw, detail: "\(name): \(reason)"
        )
      }
    }
    try wait("rd_kafka_CreateTopics", timeout) { () throws(KafkaFailure) in
      let metadata = try metadata(timeout: timeout)
      for case .created(let item) in actions {
        guard let topic = metadata.topic(item.name), topic.failure == nil, topic.partitions > 0,
          try shows(item.settings, ofTopic: item.name, timeout: timeout)
        else { return false }
      }
      return true
    }
    return actions
  }

  /// Whether the broker answers these settings, which it does a little after it accepted them.
  private func shows(
    _ wanted: [String: String], ofTopic name: String, timeout: Duration
  ) throws(KafkaFailure) -> Bool {
    guard !wanted.isEmpty else { return true }
    let found = try settings(ofTopic: name, timeout: timeout)
    return wanted.allSatisfy { found[$0.key]?.value == $0.value }
  }

  /// Looks until what was asked for can be seen: brokers learn of a change after the controller.
  private func wait(
    _ operation: String, _ timeout: Duration, until isSeen: () throws(KafkaFailure) -> Bool
  ) throws(KafkaFailure) {
    let end = ContinuousClock.now.advanced(by: timeout)
    while try !isSeen() {
      guard ContinuousClock.now < end else {
        throw .of(
          RD_KAFKA_RESP_ERR__TIMED_OUT, operation: operation, client: handle.raw,
          detail: "done, but the broker does not show it yet")
      }
      usleep(20_000)
    }
  }

  private func newTopic(_ item: TopicSpecification) throws(KafkaFailure) -> OpaquePointer {
    var text = [CChar](repeating: 0, count: 256)
    guard
      let topic = rd_kafka_NewTopic_new(
        item.name, Int32(item.partitions), Int32(item.replicationFactor), &text, text.count)
    else {
      let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .of(
        RD_KAFKA_RESP_ERR__INVALID_ARG, operation: "rd_kafka_NewTopic_new", client: handle.raw,
        detail: "\(item.name): \(String(decoding: bytes, as: UTF8.self))")
    }
    for name in item.settings.keys.sorted() {
      rd_kafka_NewTopic_set_config(topic, name, item.settings[name])
    }
    return topic
  }

  /// A topic's settings, defaults included (`rd_kafka_DescribeConfigs`).
  public func settings(
    ofTopic name: String, timeout: Duration = .seconds(10)
  ) throws(KafkaFailure) -> [String: TopicSetting] {
    let operation = "rd_kafka_DescribeConfigs"
    var resources = [rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name)]
    defer { rd_kafka_ConfigResource_destroy(resources[0]) }
    let event = try request(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, operation, timeout) {
      rd_kafka_DescribeConfigs(handle.raw, &resources, 1, $0, $1)
    }
    defer { rd_kafka_event_destroy(event) }
    var count = 0
    let results = rd_kafka_DescribeConfigs_result_resources(
      rd_kafka_event_DescribeConfigs_result(event), &count)
    guard count > 0, let resource = results?[0] else { return [:] }
    try check(resource, operation)
    let entries = rd_kafka_ConfigResource_configs(resource, &count)
    var settings: [String: TopicSetting] = [:]
    for index in 0..<count {
      // Safe because the resource holds `count` entries until its event is destroyed.
      guard let entry = entries?[index], let key = rd_kafka_ConfigEntry_name(entry) else {
        continue
      }
      settings[String(cString: key)] = TopicSetting(
        value: rd_kafka_ConfigEntry_value(entry).map { String(cString: $0) } ?? "",
        isSetOnTopic: rd_kafka_ConfigEntry_source(entry)
          == RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG)
    }
    return settings
  }

  /// Changes some settings of a topic and leaves the others (`rd_kafka_AlterConfigs`).
  ///
  /// librdkafka 2.0.2 can only replace all settings at once, so those set on the topic are read
  /// first and sent along; another process changing settings at the same moment may be undone.
  public func change(
    settingsOfTopic name: String, to changes: [String: String], timeout: Duration = .seconds(10)
  ) throws(KafkaFailure) {
    let operation = "rd_kafka_AlterConfigs"
    var all = try settings(ofTopic: name, timeout: timeout).filter { $0.value.isSetOnTopic }
      .mapValues(\.value)
    all.merge(changes) { _, new in new }
    var resources = [rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name)]
    defer { rd_kafka_ConfigResource_destroy(resources[0]) }
    for key in all.keys.sorted() {
      rd_kafka_ConfigResource_set_config(resources[0], key, all[key])
    }
    let event = try request(RD_KAFKA_ADMIN_OP_ALTERCONFIGS, operation, timeout) {
      rd_kafka_AlterConfigs(handle.raw, &resources, 1, $0, $1)
    }
    defer { rd_kafka_event_destroy(event) }
    var count = 0
    let results = rd_kafka_AlterConfigs_result_resources(
      rd_kafka_event_AlterConfigs_result(event), &count)
    if count > 0, let resource = results?[0] { try check(resource, operation) }
    try wait(operation, timeout) { () throws(KafkaFailure) in
      try shows(changes, ofTopic: name, timeout: timeout)
    }
  }

  private func check(_ resource: OpaquePointer, _ operation: String) throws(KafkaFailure) {
    let code = rd_kafka_ConfigResource_error(resource)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    let reason = rd_kafka_ConfigResource_error_string(resource).map { String(cString: $0) } ?? ""
    throw .of(code, operation: operation, client: handle.raw, detail: reason)
  }

  /// Sends one admin request and waits for its event, which the caller destroys.
  func request(
    _ kind: rd_kafka_admin_op_t, _ operation: String, _ timeout: Duration,
    _ send: (_ options: OpaquePointer?, _ queue: OpaquePointer?) -> Void
  ) throws(KafkaFailure) -> OpaquePointer {
    let options = rd_kafka_AdminOptions_new(handle.raw, kind)
    defer { rd_kafka_AdminOptions_destroy(options) }
    rd_kafka_AdminOptions_set_request_timeout(options, timeout.milliseconds, nil, 0)
    if kind == RD_KAFKA_ADMIN_OP_CREATETOPICS {
      rd_kafka_AdminOptions_set_operation_timeout(options, timeout.milliseconds, nil, 0)
    }
    let queue = rd_kafka_queue_new(handle.raw)
    defer { rd_kafka_queue_destroy(queue) }
    send(options, queue)
    guard let event = rd_kafka_queue_poll(queue, (timeout + .seconds(1)).milliseconds) else {
      throw .of(RD_KAFKA_RESP_ERR__TIMED_OUT, operation: operation, client: handle.raw)
    }
    let code = rd_kafka_event_error(event)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      defer { rd_kafka_event_destroy(event) }
      let detail = rd_kafka_event_error_string(event).map { String(cString: $0) } ?? ""
      throw .of(code, operation: operation, client: handle.raw, detail: detail)
    }
    return event
  }
}

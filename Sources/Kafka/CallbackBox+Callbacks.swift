internal import CRdKafka

extension CallbackBox {
  /// The box behind an opaque pointer.
  ///
  /// Safe because the pointer was made from a box which its client's `Handle` retains until after
  /// `rd_kafka_destroy`, and librdkafka calls nothing after that.
  private static func box(_ opaque: UnsafeMutableRawPointer?) -> CallbackBox? {
    opaque.map { Unmanaged<CallbackBox>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Registers the callbacks and the box itself (`rd_kafka_conf_set_opaque`).
  func register(in configuration: OpaquePointer?, role: Role) {
    rd_kafka_conf_set_opaque(configuration, Unmanaged.passUnretained(self).toOpaque())
    rd_kafka_conf_set_log_cb(configuration) { client, level, facility, text in
      guard let client, let box = CallbackBox.box(rd_kafka_opaque(client)), let text else { return }
      let severity = LogLine.Severity(rawValue: level) ?? .debug
      guard severity <= box.sink.threshold else { return }
      let facility = facility.map { String(cString: $0) } ?? ""
      // One set of properties serves producers and consumers: the other's are not worth a
      // warning.
      guard facility != "CONFWARN" else { return }
      box.sink.write(
        LogLine(severity: severity, facility: facility, text: String(cString: text)))
    }
    rd_kafka_conf_set_error_cb(configuration) { client, code, text, opaque in
      guard let client, let box = CallbackBox.box(opaque) else { return }
      let failure = KafkaFailure.of(
        rd_kafka_resp_err_t(rawValue: code), operation: "error_cb", client: client,
        detail: text.map { String(cString: $0) } ?? "")
      box.record(failure: failure)
    }
    rd_kafka_conf_set_stats_cb(configuration) { _, text, count, opaque in
      guard let text else { return 0 }
      // Safe because the text is `count` bytes long for the length of this call; it is copied.
      let document = [UInt8](UnsafeRawBufferPointer(start: text, count: count))
      guard let box = CallbackBox.box(opaque) else { return 0 }
      if let sink = box.statisticsSink { sink(document) } else { box.statistics = document }
      return 0
    }
    if role.isConsumer {
      rd_kafka_conf_set_rebalance_cb(configuration) { client, code, list, opaque in
        guard let client, let box = CallbackBox.box(opaque) else { return }
        box.rebalance(client, code, list)
      }
    } else if role != .admin {
      rd_kafka_conf_set_dr_msg_cb(configuration) { client, message, opaque in
        guard let client, let message, let box = CallbackBox.box(opaque) else { return }
        // Safe because the opaque value is a number, never followed as a pointer.
        let transaction = Int(bitPattern: message.pointee._private)
        box.delivered(client, message.pointee.err, in: transaction)
      }
    }
  }

  /// Records a rebalance and leaves the answer to the caller, except while closing.
  private func rebalance(
    _ client: OpaquePointer, _ code: rd_kafka_resp_err_t,
    _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
  ) {
    if isClosing {
      _ = rd_kafka_assign(client, nil)
      return
    }
    let partitions = list.map { TopicPartitionList(copying: $0).partitions } ?? []
    switch code {
    case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
      pending = .assignment(partitions)
      record(.partitionsAssigned(partitions))
    case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
      pending = .revocation
      let isLost = rd_kafka_assignment_lost(client) != 0
      record(isLost ? .partitionsLost(partitions) : .partitionsRevoked(partitions))
    default:
      pending = .none
      _ = rd_kafka_assign(client, nil)
      record(failure: .of(code, operation: "rebalance_cb", client: client))
    }
    // Not `rd_kafka_yield`: in 2.0.2 that loses the next record of a batch.
    if let queue { rd_kafka_queue_yield(queue) }
  }

  private func delivered(
    _ client: OpaquePointer, _ code: rd_kafka_resp_err_t, in number: Int
  ) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else {
      deliveries += 1
      return
    }
    guard number == transaction else { return }
    deliveriesFailed += 1
    if firstDeliveryFailure == nil {
      firstDeliveryFailure = .of(code, operation: "dr_msg_cb", client: client)
    }
  }
}

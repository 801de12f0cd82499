/// Takes librdkafka's statistics (`rd_kafka_conf_set_stats_cb`), one JSON document at a time.
///
/// Called by the client's own thread while it polls, so it must be quick; reading the document is
/// for whoever shows it.
public typealias StatisticsSink = @Sendable (_ document: [UInt8]) -> Void

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

// One record to librdkafka. `rd_kafka_producev` is variadic, which Swift cannot call, and
// `rd_kafka_produceva` of 2.0.2 frees a header list twice when the partition does not exist.
// `opaque` comes back in the record's delivery report. With a header list of the caller's own,
// `producev` leaves it alone when it fails.
static inline rd_kafka_resp_err_t vigie_produce(rd_kafka_t *client, rd_kafka_topic_t *topic,
                                                int32_t partition, const void *key,
                                                size_t key_size, const void *value,
                                                size_t value_size, int64_t timestamp_ms,
                                                rd_kafka_headers_t *headers, void *opaque) {
  if (headers)
    return rd_kafka_producev(client, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition),
                             RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                             RD_KAFKA_V_KEY(key, key_size),
                             RD_KAFKA_V_VALUE((void *)value, value_size),
                             RD_KAFKA_V_TIMESTAMP(timestamp_ms), RD_KAFKA_V_OPAQUE(opaque),
                             RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
  return rd_kafka_producev(client, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition),
                           RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                           RD_KAFKA_V_KEY(key, key_size),
                           RD_KAFKA_V_VALUE((void *)value, value_size),
                           RD_KAFKA_V_TIMESTAMP(timestamp_ms), RD_KAFKA_V_OPAQUE(opaque),
                           RD_KAFKA_V_END);
}

/// What librdkafka 2.0.2 (Debian 12) does to its users, and what this module does about it.
///
/// From its changelog, its issues, its source at that tag, and tests of this module.
///
/// - Polling any queue counts towards `max.poll.interval.ms`, so a stuck loop may stay a
///   member (fixed in 2.1.0 (4176)): `Consumer.lastPoll` for a watchdog of one's own.
/// - Batch consume loses or misplaces records when a seek, pause or rebalance runs beside it
///   (fixed in 2.1.0 (4208)): one thread; the rebalance callback only records, so no
///   assignment changes inside a batch; `poll` drops what is not assigned.
/// - `rd_kafka_yield` in a callback loses the next record of a batch (no fix known):
///   `rd_kafka_queue_yield`, which only wakes the wait.
/// - Batch consume waits for a full batch or the whole timeout (no fix known): `poll` waits
///   for one record, then takes what is there.
/// - `rd_kafka_seek_partitions` divides its timeout by a thousand (fixed in 2.1.0 (4230)):
///   `seek` multiplies it, by version.
/// - A seek right after an assignment answers `_STATE` (no fix known): `seek` asks again
///   until the fetcher runs.
/// - Batch consume crashes on a missing topic (fixed in 2.2.0 (4273)): `metadata` to check
///   first; tested: a happening, no crash.
/// - A full fetch queue stalls for a second (fixed in 2.2.0 (2879)): queues of 500,000 records
///   and 256 MiB by default.
/// - A possibly persisted record becomes fatal OUT_OF_ORDER (fixed in 2.3.0): `stop`: rebuild
///   the producer.
/// - After a record the broker refused, the *next* transaction aborts too (its sequence number
///   is missing), then all is well (no fix known): classified `abort`; a loop that counts
///   aborts in a row must allow two; tested.
/// - Cooperative rebalancing keeps old positions, hangs at close, loses assignments (fixed in
///   2.4–2.10): refused: `range` and `roundrobin` only.
/// - Nagle's algorithm is on (fixed in 2.10.0): `socket.nagle.disable=true`.
/// - The first record to a topic is up to a second late (fixed in 2.10.1 (5032)): `topic(_:)`
///   asks for its metadata first.
/// - `rd_kafka_produceva` frees headers twice when the partition does not exist (fixed in
///   2.12.0 (4628)): `rd_kafka_producev` with a list of our own; partitions checked before;
///   tested.
/// - `rd_kafka_send_offsets_to_transaction` ignores its timeout (open, issue 5456):
///   `Watchdog`.
/// - `rd_kafka_destroy` may wait for ever for its own threads, after a topic was deleted for one
///   (open, issues 3007 and 3954; seen on Kafka 3.9): `Farewell`.
/// - `rd_kafka_commit_transaction` with −1 waits for ever while brokers are away (in no
///   version): kept, as its manual asks; `Watchdog` allows four transaction timeouts.
/// - `rd_kafka_abort_transaction` with −1 likewise (no fix known): bounded at two transaction
///   timeouts, then `stop`.
/// - An abort straight after a commit is refused with INVALID_TXN_STATE, which is then fatal
///   (no fix known): `abort` lets the records out first, for at most a second; tested on
///   Kafka 3.9.
/// - Delivery reports of an aborted transaction arrive in the next (no fix known): each
///   report carries its transaction's number.
/// - Fenced with a single producer (open, issue 3928): `stop` means rebuild, not exit.
/// - After a fatal error a later call may say that an abort would do (no fix known): the client's
///   fatal error goes before what a call says; tested.
/// - One record held pins its whole fetch (no fix known): `RecordBatch` owns and frees;
///   records cannot be kept.
/// - The limit on queues counts per partition when partition queues are split (no fix known):
///   they are not split.
/// - `rd_kafka_produce_batch` has no headers (no fix known): not used.
/// - Altering a topic's settings replaces all of them (fixed in 2.2.0):
///   `change(settingsOfTopic:)` reads first and sends them along.
/// - A metadata request for one missing topic may create it (no fix known): topics are looked
///   up in the list of all.
/// - The mock cluster shows aborted records, forgets transactional offsets and old data,
///   fences nobody (no fix known): `EmbeddedBroker` says so; claims are tested on a real
///   broker only.
enum Traps {}

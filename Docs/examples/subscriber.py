#!/usr/bin/env python3
"""Follows Vigie's alerts: prints each once, whatever happens between.

    pip install confluent-kafka
    BOOTSTRAP=broker:9092 python3 subscriber.py

Only committed records are read. A version seen before is passed over, so a restart,
a rebalance or a compacted topic read anew does not ring twice.
"""
import json
import os
import signal

from confluent_kafka import Consumer, KafkaError, KafkaException

consumer = Consumer({
    "bootstrap.servers": os.environ.get("BOOTSTRAP", "127.0.0.1:9092"),
    # A group of your own; access lists want it to begin with your user's name and a dot.
    "group.id": os.environ.get("GROUP", "desk.alerts"),
    "isolation.level": "read_committed",
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
})
stop = False


def end(*_):
    global stop
    stop = True


signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)

versions = {}  # alert id -> the last version seen; a database in earnest
consumer.subscribe([os.environ.get("TOPIC", "vigie.alerts")])
while not stop:
    record = consumer.poll(1.0)
    if record is None:
        continue
    if record.error():
        if record.error().code() == KafkaError._PARTITION_EOF:
            continue
        raise KafkaException(record.error())
    if record.value() is None:  # a tombstone: the alert is gone
        continue
    alert = json.loads(record.value())
    if alert["version"] > versions.get(alert["id"], 0):
        versions[alert["id"]] = alert["version"]
        text = next((t for t in alert["texts"] if t["language"] == "en"), alert["texts"][0])
        print(alert["state"], alert["severity"], alert["id"], text["headline"], flush=True)
    # After it was handled, not before: handled twice is harmless here, never handled is not.
    consumer.commit(record, asynchronous=False)
consumer.close()

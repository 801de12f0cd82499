#!/usr/bin/env python3
"""Sends one report, with any Kafka client: what vigie publish does, in twenty lines.

    pip install confluent-kafka
    BOOTSTRAP=broker:9092 python3 send.py my-report.json
"""
import os
import sys

from confluent_kafka import Producer

producer = Producer({
    "bootstrap.servers": os.environ.get("BOOTSTRAP", "127.0.0.1:9092"),
    # The client's own repetitions double nothing.
    "enable.idempotence": True,
})
failed = []


def answered(error, record):
    if error is not None:
        failed.append(error)
    else:
        print(f"{record.topic()}/{record.partition()}/{record.offset()}")


with open(sys.argv[1], "rb") as file:
    producer.produce(
        os.environ.get("TOPIC", "vigie.reports.raw"),
        value=file.read(),
        # The record's schema, unless the document names it itself.
        headers={"schema": "field-report/3"},
        on_delivery=answered,
    )
left = producer.flush(30)
if left or failed:
    sys.exit(f"not sent: {failed or 'no answer within 30 s'}")

#!/usr/bin/env python3
"""Print a line for every change of an alert. Needs confluent-kafka."""

import argparse
import json
from collections import OrderedDict

from confluent_kafka import Consumer

TYPE = b"io.tenor.emotion.alert.v1"
REMEMBERED = 10_000


def line(alert):
    return (f"{alert['at'][11:19]}Z {alert['priority'].upper()} {alert['rule']} {alert['state']} "
            f"{alert['context']}/{alert['sensor']} {alert['score']:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap-server", default="localhost:9092")
    parser.add_argument("--topic-prefix", default="")
    parser.add_argument("--group", default="alert-printer-py")
    parser.add_argument("--from-beginning", action="store_true", help="where the group has no offset yet")
    options = parser.parse_args()

    consumer = Consumer({
        "bootstrap.servers": options.bootstrap_server,
        "group.id": options.group,
        "auto.offset.reset": "earliest" if options.from_beginning else "latest",
        "isolation.level": "read_committed",  # nothing that the monitor takes back after a failure
    })
    consumer.subscribe([options.topic_prefix + "emotion.alerts"])
    seen = OrderedDict()  # a record may come again after a crash or a rebalance
    try:
        while True:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                print(f"Kafka: {message.error()}", flush=True)
                continue
            headers = dict(message.headers() or [])
            if headers.get("ce_type", TYPE) != TYPE:
                continue  # what a later version writes
            key = headers.get("ce_id", f"{message.partition()}@{message.offset()}".encode())
            if key in seen:
                continue
            seen[key] = True
            if len(seen) > REMEMBERED:
                seen.popitem(last=False)
            try:
                print(line(json.loads(message.value())), flush=True)
            except (ValueError, KeyError, TypeError) as e:
                print(f"skipped offset {message.offset()}: {type(e).__name__}", flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    main()

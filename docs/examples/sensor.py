#!/usr/bin/env python3
"""Send a 16-bit WAV file as a sensor does, in real time or at once. Needs confluent-kafka."""

import argparse
import array
import sys
import time
import uuid
import wave

from confluent_kafka import KafkaException, Producer

CHUNK_SECONDS = 0.25
QUIET = 0.01  # of full scale


def properties(options):
    settings = {
        "bootstrap.servers": options.bootstrap_server,
        "enable.idempotence": True,  # a chunk comes once and in order, also when it is sent again
        "linger.ms": 5,
    }
    for line in options.property:
        name, _, value = line.partition("=")
        settings[name] = value
    return settings


def is_quiet(chunk):
    """Whether nobody speaks; a device will have something better."""
    samples = array.array("h", chunk)
    if sys.byteorder == "big":
        samples.byteswap()
    return max(map(abs, samples)) < QUIET * 32768


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wav")
    parser.add_argument("--bootstrap-server", default="localhost:9092")
    parser.add_argument("--topic", default="audio.ward")
    parser.add_argument("--id", required=True, help="of the sensor; no name of a person")
    parser.add_argument("--property", action="append", default=[], metavar="NAME=VALUE",
                        help="any of librdkafka, such as security.protocol=SASL_SSL")
    parser.add_argument("--fast", action="store_true", help="as fast as it goes")
    parser.add_argument("--speech-only", action="store_true", help="announce what is quiet, and do not send it")
    options = parser.parse_args()

    failures = []

    def delivered(error, _):
        if error:
            failures.append(error)

    producer = Producer(properties(options))
    with wave.open(options.wav, "rb") as recording:
        if recording.getsampwidth() != 2:
            sys.exit("The samples have to be of 16 bits.")
        rate, channels = recording.getframerate(), recording.getnchannels()
        content_type = f"audio/pcm;rate={rate};encoding=s16le;channels={channels}"
        session = uuid.uuid4().hex  # another one each time that the sensor starts
        started, first = time.time(), 0
        while True:
            chunk = recording.readframes(int(rate * CHUNK_SECONDS))
            if not chunk:
                break
            captured = started + first / rate
            while not options.fast and time.time() < captured + CHUNK_SECONDS:
                time.sleep(0.01)  # a microphone has a chunk when its last sample is there
            samples = len(chunk) // (2 * channels)
            headers = {"content-type": content_type, "session": session, "first-sample": str(first)}
            if options.speech_only and is_quiet(chunk):
                headers["silence"] = str(samples)  # a pause is silence, and no lost audio
                chunk = b""
            producer.produce(
                options.topic, value=chunk, key=options.id, timestamp=int(captured * 1000),
                headers=headers, on_delivery=delivered)
            producer.poll(0)
            first += samples
    waiting = producer.flush(30)
    if failures or waiting:
        sys.exit(f"{len(failures) + waiting} chunks were not accepted: {failures[0] if failures else 'no answer'}")
    print(f"Sent {first / rate:.1f} s of audio.")


if __name__ == "__main__":
    try:
        main()
    except (KafkaException, OSError, wave.Error) as e:
        sys.exit(str(e))

package io.tenor.streams.hostile;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as nobody should send them, on every topic that a monitor reads. */
final class HostileRecords {

  private final Topics topics;
  private final long seed;
  private final long nowMs;

  /**
   * Of a run.
   *
   * @param seed the same one gives the same records
   * @param nowMs about the time of the run, milliseconds since 1970
   */
  HostileRecords(Topics topics, long seed, long nowMs) {
    this.topics = topics;
    this.seed = seed;
    this.nowMs = nowMs;
  }

  /** The record of this number, whatever was asked for before. */
  ProducerRecord<byte[], byte[]> at(long number) {
    var random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + number);
    int kind = random.nextInt(100);
    if (kind < 4) {
      return HostileTexts.rules(random, topics.alertRules(), nowMs);
    }
    if (kind < 9) {
      return HostileTexts.ack(random, topics.alertAcks(), nowMs);
    }
    if (kind < 10) {
      return HostileTexts.model(random, topics.models(), nowMs);
    }
    var context = random.nextBoolean() ? SensorContext.WARD : SensorContext.DRIVER;
    return HostileAudio.next(random, topics.audio(context), context, nowMs);
  }
}

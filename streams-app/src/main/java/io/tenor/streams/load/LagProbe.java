package io.tenor.streams.load;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How many records of the audio topics the monitors have not committed yet. */
final class LagProbe {

  /** What is told where the brokers did not answer. */
  static final long UNKNOWN = -1;

  private final Admin admin;
  private final String group;
  private final Set<String> audio;

  LagProbe(Admin admin, String group, Topics topics) {
    this.admin = admin;
    this.group = group;
    this.audio =
        Arrays.stream(SensorContext.values()).map(topics::audio).collect(Collectors.toSet());
  }

  /** Records that wait, those of transactions that are still open among them. */
  long records() throws InterruptedException {
    try {
      var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      var asked = new HashMap<TopicPartition, OffsetSpec>();
      for (var partition : committed.keySet()) {
        if (audio.contains(partition.topic())) {
          asked.put(partition, OffsetSpec.latest());
        }
      }
      long waiting = 0;
      for (var end : admin.listOffsets(asked).all().get().entrySet()) {
        var place = committed.get(end.getKey());
        waiting += Math.max(0, end.getValue().offset() - (place == null ? 0 : place.offset()));
      }
      return waiting;
    } catch (ExecutionException | KafkaException e) {
      return UNKNOWN;
    }
  }
}

package io.tenor.streams.monitor;

import io.tenor.schema.ModelRole;
import io.tenor.streams.model.ServedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** What can be read off a monitor at any time, by any thread. */
public interface Readings {

  /** Those of a monitor that has not begun. */
  Readings STARTING =
      new Readings() {
        @Override
        public Health health() {
          return Health.STARTING;
        }

        @Override
        public String state() {
          return stateLabel(KafkaStreams.State.CREATED);
        }

        @Override
        public int restoring() {
          return 0;
        }

        @Override
        public int hanging() {
          return 0;
        }

        @Override
        public Map<ModelRole, ServedModel> served() {
          return Map.of();
        }

        @Override
        public Map<String, Long> lag() {
          return Map.of();
        }

        @Override
        public Map<MetricName, ? extends Metric> kafka() {
          return Map.of();
        }
      };

  /** Whether it hears its sensors, and if not why. */
  Health health();

  /** The state of Kafka Streams, one of {@link #states}. */
  String state();

  /** All that {@link #state} can give. */
  static List<String> states() {
    return Arrays.stream(KafkaStreams.State.values()).map(Readings::stateLabel).toList();
  }

  /** A state as it is told, such as {@code running}. */
  static String stateLabel(KafkaStreams.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Partitions of stores that are being read back from the brokers. */
  int restoring();

  /** Partitions in which a transaction is open that nobody ends. */
  int hanging();

  /** The models that are served; no live one if there is none. */
  Map<ModelRole, ServedModel> served();

  /** Records that wait in the partitions of this instance, by the audio topic. */
  Map<String, Long> lag();

  /** The metrics of Kafka Streams and its clients. */
  Map<MetricName, ? extends Metric> kafka();
}

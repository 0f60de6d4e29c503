package io.tenor.streams.hostile;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param records that the broker took
 * @param rejected of them those that came to the dead letters
 * @param neighbourMissing events of the sensor that behaves which an undisturbed run has and this
 *     one has not
 * @param neighbourDifferent further events of it, or such that say something else
 * @param monitorsEnded how often a monitor ended by itself
 */
record HostileReport(
    long records,
    long rejected,
    long neighbourMissing,
    long neighbourDifferent,
    long monitorsEnded) {

  /** Compares what was said of the neighbour with what is said of it in an undisturbed run. */
  static HostileReport of(
      long records,
      long rejected,
      Map<Long, List<String>> expected,
      Map<Long, List<String>> heard,
      long monitorsEnded) {
    long missing = expected.keySet().stream().filter(at -> !heard.containsKey(at)).count();
    long different =
        heard.entrySet().stream()
            .filter(event -> !event.getValue().equals(expected.get(event.getKey())))
            .count();
    return new HostileReport(records, rejected, missing, different, monitorsEnded);
  }

  /** Whether nothing came of it. */
  boolean clean() {
    return neighbourMissing == 0 && neighbourDifferent == 0 && monitorsEnded == 0;
  }

  /** One line of JSON. */
  String json() {
    return "{\"records\":%d,\"rejected\":%d,\"neighbourMissing\":%d,\"neighbourDifferent\":%d,\"monitorsEnded\":%d}"
        .formatted(records, rejected, neighbourMissing, neighbourDifferent, monitorsEnded);
  }
}

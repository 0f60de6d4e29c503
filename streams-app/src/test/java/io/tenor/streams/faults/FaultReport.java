package io.tenor.streams.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What came of a run.
 *
 * @param sensors that spoke
 * @param seconds for which they did
 * @param kills of a monitor
 * @param brokerRestarts kills of the broker, which was started again
 * @param joins monitors that joined and left
 * @param swaps times that another model was announced
 * @param events events that an undisturbed run has
 * @param missing of them those that never came
 * @param doubled events of a window that has one already, or that is none
 * @param different events that say something else than an undisturbed run's
 * @param alerts alert messages, against what the events give by themselves
 * @param recoveryMsMedian from a monitor's kill to the first event of the sensor that waited
 *     longest; the median of the kills, null without any
 * @param recoveryMsMax the longest of them
 * @param swapPauseMsMax the longest that a sensor's next event was late in the seconds after
 *     another model was announced; null without any
 * @param quietPauseMsMax the same in the seconds before it, for comparison
 * @param heapKibPerSensor KiB that a sensor costs the heaps of all monitors, minute after minute of
 *     undisturbed listening
 * @param changelogShare bytes of the changelogs, as the broker keeps them, for each byte of audio
 */
record FaultReport(
    int sensors,
    int seconds,
    int kills,
    int brokerRestarts,
    int joins,
    int swaps,
    long events,
    long missing,
    long doubled,
    long different,
    AlertCheck alerts,
    Long recoveryMsMedian,
    Long recoveryMsMax,
    Long swapPauseMsMax,
    Long quietPauseMsMax,
    List<Double> heapKibPerSensor,
    double changelogShare) {

  /** The same with the recoveries of all kills. */
  FaultReport withRecoveries(List<Long> recoveriesMs) {
    var sorted = recoveriesMs.stream().mapToLong(ms -> ms).sorted().toArray();
    return sorted.length == 0
        ? this
        : new FaultReport(
            sensors,
            seconds,
            kills,
            brokerRestarts,
            joins,
            swaps,
            events,
            missing,
            doubled,
            different,
            alerts,
            (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2,
            LongStream.of(sorted).max().orElseThrow(),
            swapPauseMsMax,
            quietPauseMsMax,
            heapKibPerSensor,
            changelogShare);
  }

  /** Whether events and alerts are those of an undisturbed run. */
  boolean clean() {
    return missing == 0
        && doubled == 0
        && different == 0
        && alerts.missing() == 0
        && alerts.doubled() == 0
        && alerts.different() == 0;
  }

  /** As one line of JSON. */
  String json() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

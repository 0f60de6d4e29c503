package io.tenor.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.streams.monitor.DirectScore;
import io.tenor.streams.monitor.DirectScore.Score;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The topology with a model that adapts to its sensors and compares features. */
class AdaptiveTopologyTest extends DrivenMonitor {

  AdaptiveTopologyTest() {
    super(COMPARING);
  }

  /** Somebody speaks, is silent for two seconds, and goes on. */
  private static short[] talk(String emotion, long seed) {
    var voice = new VoiceSynthesizer(VoiceProfile.of(emotion).forSpeaker(seed), seed);
    var talk = new short[12 * 16_000];
    System.arraycopy(voice.next(5 * 16_000), 0, talk, 0, 5 * 16_000);
    System.arraycopy(voice.next(5 * 16_000), 0, talk, 7 * 16_000, 5 * 16_000);
    return talk;
  }

  private void send(String sensor, String session, short[] samples, int from, int to) {
    monitor.wardAudio.pipeInput(
        MonitorDriver.chunk(sensor, session, from, Arrays.copyOfRange(samples, from, to)));
  }

  private void sendAll(String sensor, String session, short[] samples, int chunk) {
    for (int from = 0; from < samples.length; from += chunk) {
      send(sensor, session, samples, from, Math.min(samples.length, from + chunk));
    }
  }

  private List<Score> heard(String sensor) {
    monitor.passTime();
    return monitor.events.readValuesToList().stream()
        .filter(e -> e.sensor().equals(sensor))
        .map(this::score)
        .toList();
  }

  private Score score(EmotionEvent event) {
    return new Score(
        event.label(),
        event.outcome() == Outcome.SILENCE
            ? List.of()
            : model.metadata().labels().stream()
                .map(label -> event.probabilities().get(label).floatValue())
                .toList());
  }

  private static void assertSame(List<Score> heard, List<Score> expected) {
    assertThat(heard)
        .extracting(Score::label)
        .isEqualTo(expected.stream().map(Score::label).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(distance(heard.get(i), expected.get(i))).as("window %d", i).isLessThan(1e-6);
    }
  }

  /** The largest difference of a probability; events round them to six decimals. */
  private static double distance(Score one, Score other) {
    assertThat(one.probabilities()).hasSameSizeAs(other.probabilities());
    double largest = 0;
    for (int i = 0; i < one.probabilities().size(); i++) {
      largest =
          Math.max(largest, Math.abs(one.probabilities().get(i) - other.probabilities().get(i)));
    }
    return largest;
  }

  @Test
  void aWindowIsScoredWithWhatItsSensorSaidBefore() {
    // Given
    var talk = talk("sadness", 1);
    var expected = new DirectScore(model).run(talk);

    // When
    sendAll("bed-1", "s1", talk, 3_333);
    var heard = heard("bed-1");

    // Then
    assertSame(heard, expected);
    assertThat(heard).anyMatch(s -> s.label().equals("silence"));
    var last = Arrays.copyOfRange(talk, 20 * 8_000, 20 * 8_000 + 32_000);
    assertThat(distance(heard.get(20), new DirectScore(model).run(last).get(0)))
        .as("a sensor without that past is judged otherwise")
        .isGreaterThan(1e-3);
  }

  @Test
  void aNewSessionOfTheSensorKnowsTheOld() {
    // Given
    var before = talk("sadness", 1);
    var after = talk("anger", 2);
    var direct = new DirectScore(model);
    var expected = new ArrayList<>(direct.run(before));
    expected.addAll(direct.run(after));

    // When
    sendAll("bed-1", "s1", before, 4_000);
    sendAll("bed-1", "s2", after, 16_000);

    // Then
    assertSame(heard("bed-1"), expected);
  }

  @Test
  void everySensorHasItsOwnPast() {
    // Given
    var one = talk("sadness", 1);
    var other = talk("anger", 2);

    // When
    for (int from = 0; from < one.length; from += 4_000) {
      send("bed-1", "s1", one, from, from + 4_000);
      send("bed-2", "s1", other, from, from + 4_000);
    }
    monitor.passTime();
    var all = monitor.events.readValuesToList();

    // Then
    for (var sensor : Map.of("bed-1", one, "bed-2", other).entrySet()) {
      assertSame(
          all.stream().filter(e -> e.sensor().equals(sensor.getKey())).map(this::score).toList(),
          new DirectScore(model).run(sensor.getValue()));
    }
  }
}

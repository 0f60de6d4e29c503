package io.tenor.trainer.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.trainer.channel.BackgroundNoise;
import io.tenor.trainer.channel.Noises;
import io.tenor.trainer.channel.Room;
import io.tenor.trainer.channel.Rooms;
import io.tenor.trainer.channel.Samples;
import io.tenor.trainer.channel.Sounds;
import io.tenor.trainer.noise.Noise;
import io.tenor.trainer.noise.NoiseMixer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Utterance ONE = utterance("one");
  private static final Utterance TWO = utterance("two");

  private static Utterance utterance(String id) {
    return new Utterance(id, "s", "t", Emotion.FEAR, Sounds.noise(2_000, Sounds.RATE, 5));
  }

  private static Conditions all(long seed) {
    Rooms rooms =
        new Rooms(
            List.of(
                new Room("near", new short[] {9_000, 100}, Sounds.RATE),
                new Room("far", new short[] {9_000, 0, 4_000, 1_000}, Sounds.RATE)),
            "r".repeat(64));
    Noises places =
        new Noises(
            List.of(
                new BackgroundNoise("street", Sounds.noise(900, 3 * Sounds.RATE, 1)),
                new BackgroundNoise("wood", Sounds.noise(300, 3 * Sounds.RATE, 2))),
            "n".repeat(64));
    return new Conditions(Sounds.RATE, seed)
        .microphonesAndLines()
        .rooms(rooms)
        .places(places, List.of(20.0, 5.0))
        .noises(
            new NoiseMixer(List.of(ONE), List.of(Noise.CAR), seed),
            List.of(Noise.CAR),
            List.of(10.0));
  }

  private static short[] heard(Conditions conditions, String name, Utterance utterance) {
    return conditions.all().stream()
        .filter(condition -> condition.name().equals(name))
        .findFirst()
        .orElseThrow()
        .hear(utterance)
        .samples();
  }

  @Test
  void everyWayHasItsNameAndChangesSamplesAlone() {
    // When
    List<Condition> conditions = all(1).all();

    // Then
    assertThat(conditions).extracting(Condition::name).doesNotHaveDuplicates().hasSize(16);
    assertThat(conditions.get(0).hear(ONE)).isSameAs(ONE);
    for (Condition condition : conditions.subList(1, conditions.size())) {
      Utterance heard = condition.hear(ONE);
      assertThat(heard.withSamples(ONE.samples())).isEqualTo(ONE);
      assertThat(heard.samples())
          .as(condition.name())
          .hasSameSizeAs(ONE.samples())
          .isNotEqualTo(ONE.samples());
    }
  }

  @Test
  void aRecordingIsHeardTheSameWayWithTheSameSeed() {
    for (String name : List.of("any room", "place, 20 dB", "car, 10 dB")) {
      assertThat(heard(all(1), name, ONE)).isEqualTo(heard(all(1), name, ONE));
    }
    // The samples are the same; the stretch of the noise is drawn for each recording.
    assertThat(heard(all(1), "place, 5 dB", TWO)).isNotEqualTo(heard(all(1), "place, 5 dB", ONE));
    assertThat(heard(all(2), "place, 5 dB", ONE)).isNotEqualTo(heard(all(1), "place, 5 dB", ONE));
  }

  @Test
  void softerIsSofterAndNothingElse() {
    short[] soft = heard(all(1), "gain -20 dB", ONE);
    assertThat(Samples.rms(soft)).isBetween(199.0, 203.0);
    assertThat(Arrays.equals(soft, ONE.samples())).isFalse();
  }
}

package io.tenor.streams.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CorpusTimelineTest {

  private static final int RATE = 16_000;
  private static final SensorKey SENSOR = new SensorKey(SensorContext.WARD, "speaker-03");

  private static Utterance utterance(int length, int value) {
    short[] samples = new short[length];
    Arrays.fill(samples, (short) value);
    return new Utterance("u" + value, "03", "a01", Emotion.FEAR, samples);
  }

  @Property(tries = 50)
  void everyUtteranceBeginsAtAHalfSecondAfterAPauseAndIsWhole(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 10_000, max = 60_000) Integer> lengths,
      @ForAll @IntRange(max = 3_000) int pauseMs) {
    // Given
    var utterances = lengths.stream().map(length -> utterance(length, 1_000)).toList();

    // When
    var timeline = CorpusTimeline.of(SENSOR, utterances, RATE, Duration.ofMillis(pauseMs));

    // Then
    long before = -16L * pauseMs;
    for (var placed : timeline.utterances()) {
      assertThat(placed.firstSample() % (RATE / 2)).isZero();
      assertThat(placed.firstSample() - before).isGreaterThanOrEqualTo(16L * pauseMs);
      assertThat(timeline.samples(placed.firstSample(), placed.end()))
          .isEqualTo(placed.utterance().samples());
      before = placed.end();
    }
    assertThat(timeline.length() - before).isEqualTo(RATE * CorpusTimeline.TAIL.toSeconds());
  }

  @Test
  void theSamplesAreTheSameInWhateverPiecesTheyAreTaken() {
    // Given
    var timeline =
        CorpusTimeline.of(
            SENSOR, List.of(utterance(20_000, 500), utterance(9_000, -7)), RATE, Duration.ZERO);

    // When
    short[] all = timeline.samples(0, timeline.length());

    // Then
    for (int from = 0; from < all.length; from += 3_333) {
      int to = Math.min(all.length, from + 3_333);
      assertThat(timeline.samples(from, to)).isEqualTo(Arrays.copyOfRange(all, from, to));
    }
  }

  @Test
  void aPauseIsAsLoudAsTheQuietestMomentsOfTheSpeakerAndNeverDigitalSilence() {
    // Given: speech with moments of little noise
    short[] samples = utterance(32_000, 4_000).samples();
    for (int i = 0; i < 4_000; i++) {
      samples[i] = (short) (i % 2 == 0 ? 30 : -30);
    }
    var speaker = new Utterance("u", "03", "a01", Emotion.FEAR, samples);

    // When
    var timeline = CorpusTimeline.of(SENSOR, List.of(speaker), RATE, Duration.ZERO);
    short[] lead = timeline.samples(0, RATE);

    // Then
    double sum = 0;
    for (short sample : lead) {
      sum += (double) sample * sample;
    }
    assertThat(Math.sqrt(sum / lead.length)).isBetween(28.0, 32.0);
  }

  @Test
  void labelsAreWhereTheUtterancesAre() {
    // When
    var labels =
        CorpusTimeline.of(SENSOR, List.of(utterance(24_000, 1)), RATE, Duration.ZERO)
            .labels(Instant.ofEpochMilli(10_000), "EMO-DB");

    // Then
    assertThat(labels).hasSize(1);
    assertThat(labels.get(0).from()).isEqualTo(Instant.ofEpochMilli(11_000));
    assertThat(labels.get(0).to()).isEqualTo(Instant.ofEpochMilli(12_500));
    assertThat(labels.get(0).label()).isEqualTo("fear");
    assertThat(labels.get(0).annotator()).isEqualTo("EMO-DB");
  }
}

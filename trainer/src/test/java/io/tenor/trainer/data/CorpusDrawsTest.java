package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.trainer.network.SensorMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CorpusDrawsTest {

  private static final int LABELS = Labels.count();
  private static final int ANGER = Labels.index(Emotion.ANGER);
  private static final int FEAR = Labels.index(Emotion.FEAR);
  private static final int SADNESS = Labels.index(Emotion.SADNESS);

  /** A large corpus of two uneven speakers, and a small one of another emotion beside anger. */
  private static TrainingSet set() {
    List<TrainingSet.Item> items = new ArrayList<>();
    add(items, "large", "1", Emotion.ANGER, 200);
    add(items, "large", "1", Emotion.FEAR, 20);
    add(items, "large", "2", Emotion.FEAR, 10);
    add(items, "small", "1", Emotion.ANGER, 2);
    add(items, "small", "1", Emotion.SADNESS, 12);
    return new TrainingSet(ToyCorpus.FRONT_END, items);
  }

  private static void add(
      List<TrainingSet.Item> items, String corpus, String speaker, Emotion emotion, int count) {
    byte[] levels = new byte[30 * ToyCorpus.FRONT_END.bands()];
    for (int i = 0; i < count; i++) {
      String id = "%s/%s-%s-%d".formatted(corpus, speaker, emotion, i);
      items.add(
          new TrainingSet.Item(
              new Utterance(id, corpus + "/" + speaker, "", emotion, new short[800], corpus),
              Labels.index(emotion),
              List.of(new Columns(ToyCorpus.FRONT_END.bands(), levels))));
    }
  }

  private static Map<Object, Double> shares(
      CorpusMix mix, Function<TrainingSet.Item, Object> kind, String corpus) {
    CorpusDraws draws = new CorpusDraws(set(), mix, LABELS);
    SplittableRandom random = new SplittableRandom(3);
    Map<Object, Double> counts = new HashMap<>();
    double all = 0;
    for (int batch = 0; batch < 1_000; batch++) {
      for (TrainingSet.Item item : draws.draw(32, 4, random)) {
        if (item.utterance().corpus().startsWith(corpus)) {
          counts.merge(kind.apply(item), 1.0, Double::sum);
          all++;
        }
      }
    }
    double sum = all;
    counts.replaceAll((key, count) -> count / sum);
    return counts;
  }

  @Test
  void corporaSpeakersAndLabelsAreDrawnAlikeHoweverManyRecordingsTheyHave() {
    Offset<Double> near = Offset.offset(0.03);
    assertThat(shares(CorpusMix.EVEN, i -> i.utterance().corpus(), "").get("small"))
        .isCloseTo(0.5, near);
    assertThat(shares(CorpusMix.EVEN, i -> i.utterance().speaker(), "large").get("large/2"))
        .isCloseTo(0.5, near);
    assertThat(shares(CorpusMix.EVEN, TrainingSet.Item::label, "small").get(ANGER))
        .isCloseTo(0.5, near);
    assertThat(shares(CorpusMix.EVEN, TrainingSet.Item::label, "large").get(ANGER))
        .as("one of the labels of one of two speakers")
        .isCloseTo(0.25, near);
  }

  @Test
  void aCorpusIsDrawnAsOftenAsItsWeightSays() {
    CorpusMix mix = new CorpusMix(Map.of("small", 3.0), 0, 0, 0);
    assertThat(shares(mix, i -> i.utterance().corpus(), "").get("small"))
        .isCloseTo(0.75, Offset.offset(0.03));
  }

  @Test
  void theWindowsOfASensorAreOfOneSpeaker() {
    // Given
    CorpusDraws draws = new CorpusDraws(set(), CorpusMix.EVEN, LABELS);
    SplittableRandom random = new SplittableRandom(4);
    for (int batch = 0; batch < 20; batch++) {
      // When
      List<TrainingSet.Item> items = draws.draw(32, 4, random);

      // Then
      assertThat(items).hasSize(32);
      for (int sensor = 0; sensor < 4; sensor++) {
        assertThat(
                items.subList(8 * sensor, 8 * sensor + 8).stream()
                    .map(item -> item.utterance().speaker())
                    .distinct())
            .hasSize(1);
      }
    }
  }

  @Test
  void someSensorsShowOneLabelOnlyIfTheirSpeakerHasEnoughOfIt() {
    // Given: the small corpus has two angry recordings, fewer than a mood needs
    CorpusDraws draws = new CorpusDraws(set(), new CorpusMix(Map.of(), 0, 0.5, 0), LABELS);
    SplittableRandom random = new SplittableRandom(4);
    Map<String, Integer> moods = new HashMap<>();
    int sensors = 0;
    for (int batch = 0; batch < 200; batch++) {
      // When
      List<TrainingSet.Item> items = draws.draw(64, 4, random);

      // Then
      for (int sensor = 0; sensor < 4; sensor++) {
        List<TrainingSet.Item> own = items.subList(16 * sensor, 16 * sensor + 16);
        if (own.get(0).utterance().speaker().equals("large/2")) {
          continue; // never shows another
        }
        sensors++;
        if (own.stream().map(TrainingSet.Item::label).distinct().count() == 1) {
          moods.merge(own.get(0).utterance().speaker() + own.get(0).label(), 1, Integer::sum);
        }
      }
    }
    assertThat(moods).containsOnlyKeys("large/1" + ANGER, "large/1" + FEAR, "small/1" + SADNESS);
    double share = moods.values().stream().mapToInt(Integer::intValue).sum() / (double) sensors;
    assertThat(share).isBetween(0.25, 0.5);
  }

  private static BatchSettings settings(double absent, double mixup, double background) {
    HistorySettings history = new HistorySettings(SensorMemory.standard(), 0.3, 16, 0, 4);
    LevelAugmentation none = new LevelAugmentation(0, 0, 0, 0, 0, 0);
    return new BatchSettings(32, LABELS, 0.1, 0.5, mixup, background, none, Optional.of(history))
        .of(new CorpusMix(Map.of(), absent, 0, 0));
  }

  @Test
  void labelsThatACorpusDoesNotHaveAreNotTaught() {
    // When
    TrainingBatches.Batch batch = settings(0.25, 0, 0).open(set(), 5).batch(0);

    // Then: of two labels that a corpus has, smoothing gives each half of its share
    for (int row = 0; row < 32; row++) {
      boolean large = batch.labelWeights()[row * LABELS + FEAR] == 1;
      int other = large ? FEAR : SADNESS;
      for (int label = 0; label < LABELS; label++) {
        boolean has = label == ANGER || label == other;
        assertThat(batch.labelWeights()[row * LABELS + label]).isEqualTo(has ? 1f : 0.25f);
        if (has) {
          assertThat(batch.targets()[row * LABELS + label]).isIn(0.95f, 0.05f);
        } else {
          assertThat(batch.targets()[row * LABELS + label]).isZero();
        }
      }
    }
  }

  @Test
  void aMixedWindowMayBeOfTheLabelsOfBothAndABackgroundOfAll() {
    // When
    TrainingBatches.Batch mixed = settings(0, 1, 0).open(set(), 5).batch(0);
    TrainingBatches.Batch backgrounds = settings(0, 0, 0.99).open(set(), 5).batch(0);

    // Then: what a target asks for takes part
    int both = 0;
    for (int row = 0; row < 32; row++) {
      for (int label = 0; label < LABELS; label++) {
        if (mixed.targets()[row * LABELS + label] > 0) {
          assertThat(mixed.labelWeights()[row * LABELS + label]).isEqualTo(1);
        }
      }
      both +=
          mixed.labelWeights()[row * LABELS + FEAR] * mixed.labelWeights()[row * LABELS + SADNESS]
                  > 0
              ? 1
              : 0;
    }
    assertThat(both).as("windows of two corpora").isPositive();
    int uniform = 0;
    for (int row = 0; row < 32; row++) {
      if (Math.abs(backgrounds.targets()[row * LABELS] - 1f / LABELS) < 1e-6) {
        uniform++;
        for (int label = 0; label < LABELS; label++) {
          assertThat(backgrounds.labelWeights()[row * LABELS + label]).isEqualTo(1);
        }
      }
    }
    assertThat(uniform).isPositive();
  }

  @Test
  void weightsAndSharesThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new CorpusMix(Map.of("small", 0.0), 0, 0, 0))
        .hasMessageContaining("small");
    assertThatThrownBy(() -> new CorpusMix(Map.of(), 1.5, 0, 0))
        .hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> new CorpusMix(Map.of(), 0, -0.1, 0))
        .hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> new CorpusMix(Map.of(), 0, 0, 1.1))
        .hasMessageContaining("from 0 to 1");
  }
}

package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.spectrogram.VoiceActivity;
import io.tenor.trainer.data.Columns;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.noise.Noise;
import io.tenor.trainer.noise.NoiseCondition;
import io.tenor.trainer.noise.NoiseMixer;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.onnx.TinyModel;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelEvaluationTest {

  private static final FrontEnd FRONT_END = FrontEnd.compact();
  private static final double TOLERANCE = 1e-4;
  private static final TrainingSet SET = voices();

  @TempDir private Path folder;

  /** Two speakers in turn, three emotions each; of one second, too short for a window, to four. */
  private static TrainingSet voices() {
    List<TrainingSet.Item> items = new ArrayList<>();
    for (Emotion emotion : List.of(Emotion.ANGER, Emotion.SADNESS, Emotion.NEUTRAL)) {
      for (int speaker = 0; speaker < 2; speaker++) {
        VoiceProfile profile = VoiceProfile.of(emotion.label()).forSpeaker(speaker);
        int seconds = 1 + items.size() % 4;
        short[] samples = new VoiceSynthesizer(profile, items.size()).next(16_000 * seconds);
        items.add(
            new TrainingSet.Item(
                new Utterance(emotion.label() + speaker, "s" + speaker, "t", emotion, samples),
                Labels.index(emotion),
                List.of(Columns.of(FRONT_END, samples))));
      }
    }
    return new TrainingSet(FRONT_END, items);
  }

  private List<HeardUtterance> hear(TinyModel tiny, List<String> labels, List<Utterance> utterances)
      throws IOException {
    Path file = tiny.write(folder.resolve("tiny.onnx"), labels, "0".repeat(64));
    try (ExportedModel model = ExportedModel.open(file)) {
      return new ModelEvaluation(model).hear(utterances, (done, all) -> {});
    }
  }

  private static List<Utterance> utterances(List<Integer> order) {
    return order.stream().map(place -> SET.items().get(place).utterance()).toList();
  }

  private static double difference(List<double[]> some, List<double[]> others) {
    assertThat(some).hasSameSizeAs(others);
    double worst = 0;
    for (int window = 0; window < some.size(); window++) {
      for (int label = 0; label < Labels.count(); label++) {
        worst = Math.max(worst, Math.abs(some.get(window)[label] - others.get(window)[label]));
      }
    }
    return worst;
  }

  @ParameterizedTest
  @EnumSource(names = {"LEVELS", "FEATURES"})
  void theFileHearsWithAHistoryWhatItsNetworksHear(SensorPast past) throws IOException {
    // Given: what the trainer makes of an order in which both speakers take turns
    TinyModel tiny = TinyModel.of(SET.normalisation(), SensorPast.NONE, past);
    List<Integer> order = UtteranceScorer.moods(SET, Labels.count(), 3);
    List<Prediction> expected;
    List<Prediction> alone;
    try (UtteranceScorer scorer = new UtteranceScorer(tiny.ensemble(), SET.normalisation())) {
      expected = scorer.inMoods(SET, 3);
      alone = scorer.alone(SET);
    }

    // When
    List<HeardUtterance> heard = hear(tiny, Labels.names(), utterances(order));

    // Then
    double ofThePast = 0;
    for (int i = 0; i < order.size(); i++) {
      Prediction same = expected.get(order.get(i));
      assertThat(heard.get(i).utterance()).isEqualTo(same.utterance());
      assertThat(heard.get(i).label()).isEqualTo(same.label());
      List<double[]> windows = heard.get(i).windows();
      assertThat(difference(windows, same.windows(TinyModel.TEMPERATURE))).isLessThan(TOLERANCE);
      ofThePast =
          Math.max(
              ofThePast,
              difference(windows, alone.get(order.get(i)).windows(TinyModel.TEMPERATURE)));
    }
    assertThat(ofThePast).as("what the past makes of it").isGreaterThan(10 * TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NAMES")
  void theFileHearsInEveryWayWhatItsNetworksHear(HeardOrder order) throws IOException {
    // Given: both speakers as one, so that every mood has two utterances
    TrainingSet one =
        new TrainingSet(
            FRONT_END,
            SET.items().stream()
                .map(
                    i ->
                        new TrainingSet.Item(
                            new Utterance(
                                i.utterance().id(),
                                "s",
                                "t",
                                i.utterance().emotion(),
                                i.utterance().samples()),
                            i.label(),
                            i.variants()))
                .toList());
    TinyModel tiny = TinyModel.of(SET.normalisation(), SensorPast.NONE, SensorPast.FEATURES);
    List<Prediction> expected;
    try (UtteranceScorer scorer = new UtteranceScorer(tiny.ensemble(), SET.normalisation())) {
      expected =
          switch (order) {
            case NAMES, ALONE -> scorer.alone(one);
            case HISTORY -> scorer.inOrder(one, 3);
            case MOODS -> scorer.inMoods(one, 3);
            case CALM -> scorer.afterNeutral(one);
            case ONE_MOOD -> scorer.inOneMood(one);
          };
    }

    // When
    List<HeardUtterance> heard;
    Path file = tiny.write(folder.resolve("tiny.onnx"), Labels.names(), "0".repeat(64));
    try (ExportedModel model = ExportedModel.open(file)) {
      heard =
          new ModelEvaluation(model)
              .hear(
                  order,
                  one.items().stream().map(TrainingSet.Item::utterance).toList(),
                  3,
                  (done, all) -> {});
    }

    // Then
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i).utterance()).isEqualTo(expected.get(i).utterance());
      assertThat(difference(heard.get(i).windows(), expected.get(i).windows(TinyModel.TEMPERATURE)))
          .isLessThan(TOLERANCE);
    }
  }

  @Test
  void aModelThatDoesNotAdaptHearsEachUtteranceAlone() throws IOException {
    // Given
    TinyModel tiny = TinyModel.of(SET.normalisation(), SensorPast.NONE);
    List<Prediction> expected;
    try (UtteranceScorer scorer = new UtteranceScorer(tiny.ensemble(), SET.normalisation())) {
      expected = scorer.alone(SET);
    }

    // When
    List<HeardUtterance> heard = hear(tiny, Labels.names(), utterances(List.of(0, 1, 2, 3, 4, 5)));

    // Then
    for (int i = 0; i < heard.size(); i++) {
      assertThat(difference(heard.get(i).windows(), expected.get(i).windows(TinyModel.TEMPERATURE)))
          .isLessThan(TOLERANCE);
    }
  }

  @Test
  void probabilitiesAreToldInOurOrderWhateverTheModels() throws IOException {
    // Given
    TinyModel tiny = TinyModel.of(SET.normalisation(), SensorPast.FEATURES);
    List<String> reversed = new ArrayList<>(Labels.names());
    Collections.reverse(reversed);
    List<Utterance> one = utterances(List.of(1));

    // When
    double[] ours = hear(tiny, Labels.names(), one).get(0).posterior();
    double[] other = hear(tiny, reversed, one).get(0).posterior();

    // Then
    for (int label = 0; label < ours.length; label++) {
      assertThat(other[ours.length - 1 - label]).isEqualTo(ours[label]);
    }
  }

  @Test
  void aRecordingOfNoFrameIsNamed() {
    TinyModel tiny = TinyModel.of(SET.normalisation(), SensorPast.NONE);
    Utterance click = new Utterance("click", "s", "t", Emotion.FEAR, new short[100]);
    assertThatThrownBy(() -> hear(tiny, Labels.names(), List.of(click)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The recording click is too short for a single frame: remove it from the corpus.");
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "FEATURES"})
  void aVoiceInNoiseAsLoudDrownsHereAsItDoesInAMonitor(SensorPast past) throws IOException {
    // Given
    short[] voice = new VoiceSynthesizer(VoiceProfile.of("anger"), 4).next(32_000);
    Utterance clear = new Utterance("clear", "s", "t", Emotion.ANGER, voice);
    Utterance other = new Utterance("other", "o", "t", Emotion.ANGER, voice);
    NoiseMixer mixer = new NoiseMixer(List.of(clear, other), List.of(Noise.PINK), 1);
    NoiseCondition asLoud = new NoiseCondition(Optional.of(Noise.PINK), 0);
    Utterance drowned = mixer.mix(clear, asLoud);
    Utterance silent = new Utterance("silent", "s", "t", Emotion.ANGER, new short[32_000]);

    // When
    List<HeardUtterance> heard =
        hear(
            TinyModel.of(SET.normalisation(), past),
            Labels.names(),
            List.of(clear, drowned, silent));

    // Then
    VoiceActivity activity = new VoiceActivity(FRONT_END);
    byte[] levels = Spectrogram.levels(FRONT_END, drowned.samples());
    assertThat(activity.standsOut(activity.prominenceDb(levels, 0, 198))).isFalse();
    assertThat(activity.isSpeech(activity.speechShare(levels, 0, 198))).isTrue();
    assertThat(heard)
        .extracting(HeardUtterance::audibility)
        .containsExactly(
            List.of(Audibility.CLEAR), List.of(Audibility.DROWNED), List.of(Audibility.SILENT));
  }
}

package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingSetTest {

  private static final FrontEnd FRONT_END = FrontEnd.compact();

  private static Corpus corpus(int... lengths) {
    Random random = new Random(2);
    List<Utterance> utterances = new ArrayList<>();
    for (int length : lengths) {
      short[] samples = new short[length];
      for (int n = 0; n < length; n++) {
        samples[n] = (short) (3_000 * random.nextGaussian());
      }
      String id = "u" + utterances.size();
      utterances.add(new Utterance(id, "s" + utterances.size(), "t", Emotion.FEAR, samples));
    }
    return new Corpus("noise", 16_000, utterances, "0".repeat(64), List.of());
  }

  @Test
  void columnsDoNotDependOnTheNumberOfThreads() {
    // Given
    Corpus corpus = corpus(16_000, 20_000, 24_000);
    List<SampleVariant> variants = List.of(SampleVariant.CLEAN, new SampleVariant(90, 0.2, -20));

    // When
    TrainingSet one = TrainingSet.of(corpus, FRONT_END, variants, 1, 1);
    TrainingSet three = TrainingSet.of(corpus, FRONT_END, variants, 1, 3);

    // Then
    assertThat(one.items()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      TrainingSet.Item item = three.items().get(i);
      assertThat(item.utterance().id()).isEqualTo("u" + i);
      for (int v = 0; v < 2; v++) {
        assertThat(item.variants().get(v).levels())
            .containsExactly(one.items().get(i).variants().get(v).levels());
      }
    }
  }

  @Test
  void aRecordingTooShortForAFrameIsNamed() {
    Corpus corpus = corpus(16_000, 100);
    assertThatThrownBy(() -> TrainingSet.of(corpus, FRONT_END, List.of(SampleVariant.CLEAN), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the recording u1 is too short");
  }

  @Test
  void speakersAreChosenByName() {
    TrainingSet set =
        TrainingSet.of(corpus(800, 800, 800), FRONT_END, List.of(SampleVariant.CLEAN), 1, 1);
    assertThat(set.speakers("s1"::equals).items())
        .singleElement()
        .extracting(item -> item.utterance().speaker())
        .isEqualTo("s1");
  }

  @Test
  void aSilentBandDoesNotBlowUp() {
    // Given
    Corpus silence =
        new Corpus(
            "silence",
            16_000,
            List.of(new Utterance("u", "s", "t", Emotion.FEAR, new short[16_000])),
            "0".repeat(64),
            List.of());

    // When
    TrainingSet set = TrainingSet.of(silence, FRONT_END, List.of(SampleVariant.CLEAN), 1, 1);

    // Then
    assertThat(set.normalisation().deviation()).containsOnly(1);
  }
}

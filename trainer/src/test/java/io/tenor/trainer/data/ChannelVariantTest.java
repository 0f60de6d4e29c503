package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.channel.Channels;
import io.tenor.trainer.channel.Noises;
import io.tenor.trainer.channel.Sounds;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChannelVariantTest {

  private static final int RATE = Sounds.RATE;
  private static final Channels CHANNELS =
      new Channels(Optional.empty(), Optional.empty(), Noises.made(RATE));

  private static Utterance utterance(String id, String speaker) {
    return new Utterance(id, speaker, "t", Emotion.FEAR, Sounds.noise(2_000, RATE, 5));
  }

  @Test
  void theFirstThreeVariantsAreWithoutAChannel() {
    // When
    List<UtteranceVariant> variants = ChannelVariant.standard(8, CHANNELS, 1);

    // Then
    assertThat(variants).hasSize(8);
    short[] samples = utterance("u", "s").samples();
    assertThat(variants.get(0).apply(utterance("u", "s"), RATE, new SplittableRandom(1)))
        .isEqualTo(samples);
    assertThat(variants.get(1)).isEqualTo(new SampleVariant(90, 0, Double.NEGATIVE_INFINITY));
    assertThat(variants.get(2)).isEqualTo(new SampleVariant(110, 0, Double.NEGATIVE_INFINITY));
    assertThat(variants.subList(3, 8)).allMatch(ChannelVariant.class::isInstance);
    assertThat(ChannelVariant.standard(2, CHANNELS, 1)).hasSize(2);
  }

  @Test
  void aSpeakerHasOneChannelInAVariantAndOthersInOthers() {
    // Given: the same sound, so that what differs is speed, channel and noise
    Set<String> heard = new HashSet<>();

    // When
    for (int number = 3; number < 12; number++) {
      ChannelVariant variant = new ChannelVariant(CHANNELS, 1, number);
      short[] one = variant.apply(utterance("a", "s"), RATE, new SplittableRandom(9));
      short[] two = variant.apply(utterance("b", "s"), RATE, new SplittableRandom(9));
      assertThat(two).isEqualTo(one);
      heard.add(Arrays.toString(one));
      heard.add(Arrays.toString(variant.apply(utterance("a", "z"), RATE, new SplittableRandom(9))));
      heard.add(
          Arrays.toString(
              new ChannelVariant(CHANNELS, 2, number)
                  .apply(utterance("a", "s"), RATE, new SplittableRandom(9))));
    }

    // Then
    assertThat(heard).hasSizeGreaterThan(24);
  }

  @Test
  void columnsDoNotDependOnTheNumberOfThreads() {
    // Given
    Corpus corpus =
        new Corpus(
            "noise",
            RATE,
            List.of(utterance("a", "s"), utterance("b", "s"), utterance("c", "z")),
            "0".repeat(64),
            List.of());
    List<UtteranceVariant> variants = ChannelVariant.standard(6, CHANNELS, 3);

    // When
    TrainingSet one = TrainingSet.of(corpus, FrontEnd.compact(), variants, 3, 1);
    TrainingSet three = TrainingSet.of(corpus, FrontEnd.compact(), variants, 3, 3);

    // Then
    for (int i = 0; i < 3; i++) {
      for (int v = 0; v < 6; v++) {
        assertThat(three.items().get(i).variants().get(v).levels())
            .containsExactly(one.items().get(i).variants().get(v).levels());
      }
    }
  }
}

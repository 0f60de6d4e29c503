package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnCacheTest {

  private static final List<SampleVariant> VARIANTS =
      List.of(SampleVariant.CLEAN, new SampleVariant(100, 0.4, -30));
  private static final int ALWAYS = 0;

  @TempDir private Path folder;

  /** More utterances than are computed at once, of different lengths. */
  private static Corpus corpus(char hash) {
    Random random = new Random(2);
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      short[] samples = new short[600 + random.nextInt(2_000)];
      for (int n = 0; n < samples.length; n++) {
        samples[n] = (short) (3_000 * random.nextGaussian());
      }
      utterances.add(new Utterance("u" + i, "s" + i % 3, "t", Emotion.FEAR, samples));
    }
    return new Corpus("noise", 16_000, utterances, String.valueOf(hash).repeat(64), List.of());
  }

  private TrainingSet open(char hash, long seed) {
    return new ColumnCache(folder, ALWAYS)
        .open(corpus(hash), ToyCorpus.FRONT_END, VARIANTS, seed, 2);
  }

  private static void assertSame(TrainingSet mapped, TrainingSet onHeap) {
    assertThat(mapped.items()).hasSameSizeAs(onHeap.items());
    for (int i = 0; i < onHeap.items().size(); i++) {
      TrainingSet.Item item = mapped.items().get(i);
      TrainingSet.Item expected = onHeap.items().get(i);
      assertThat(item.utterance().id()).isEqualTo(expected.utterance().id());
      assertThat(item.label()).isEqualTo(expected.label());
      for (int v = 0; v < VARIANTS.size(); v++) {
        assertThat(item.variants().get(v).levels())
            .containsExactly(expected.variants().get(v).levels());
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".bin")).sorted().toList();
    }
  }

  @Test
  void mappedColumnsAreThoseOnTheHeapAndGiveTheSameBatches() {
    // Given
    TrainingSet onHeap = TrainingSet.of(corpus('1'), ToyCorpus.FRONT_END, VARIANTS, 1, 2);
    BatchSettings settings =
        new BatchSettings(8, 7, 0.1, 0.5, 0.5, 0.1, LevelAugmentation.standard(), Optional.empty());

    // When
    TrainingSet mapped = open('1', 1);

    // Then
    assertSame(mapped, onHeap);
    assertThat(settings.open(mapped, 3).batch(2).levels())
        .containsExactly(settings.open(onHeap, 3).batch(2).levels());
    assertThat(mapped.normalisation().mean()).containsExactly(onHeap.normalisation().mean());
  }

  @Test
  void aFileIsWrittenOnceForEachCorpusAndSeed() throws IOException {
    // Given
    open('1', 1);
    Path first = files().get(0);
    Object written = Files.readAttributes(first, "lastModifiedTime,fileKey");

    // When
    open('1', 1);

    // Then
    assertThat(files()).containsExactly(first);
    assertThat(Files.readAttributes(first, "lastModifiedTime,fileKey")).isEqualTo(written);
    open('2', 1);
    open('1', 2);
    assertThat(files()).hasSize(3);
  }

  @Test
  void aDamagedFileIsWrittenAnew() throws IOException {
    // Given
    open('1', 1);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 4;
    for (byte[] damaged : List.of(flipped, Arrays.copyOf(whole, whole.length / 3), new byte[5])) {
      Files.delete(file);
      Files.write(file, damaged);

      // When
      open('1', 1);

      // Then
      assertThat(Files.readAllBytes(file)).containsExactly(whole);
    }
  }

  @Test
  void fewColumnsStayOnTheHeap() throws IOException {
    // When
    new ColumnCache(folder).open(corpus('1'), ToyCorpus.FRONT_END, VARIANTS, 1, 2);

    // Then
    assertThat(files()).isEmpty();
  }
}

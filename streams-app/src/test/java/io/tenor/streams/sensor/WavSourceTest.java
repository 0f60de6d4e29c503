package io.tenor.streams.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavSourceTest {

  private static final Duration CHUNK = Duration.ofMillis(100);

  @TempDir private Path directory;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void theFilesOfADirectoryComeInOrderEachAtItsOwnRate() throws IOException {
    // Given
    wav("b.wav", 8_000, 1_000);
    wav("a.WAV", 16_000, 4_000);
    Files.writeString(directory.resolve("notes.txt"), "not audio");
    // When
    var source = source(false, directory);
    List<AudioBlock> blocks = drain(source);
    // Then
    assertThat(blocks)
        .extracting(AudioBlock::sampleRateHz)
        .containsExactly(16_000, 16_000, 16_000, 8_000, 8_000);
    assertThat(blocks)
        .extracting(block -> block.samples().length)
        .containsExactly(1_600, 1_600, 800, 800, 200);
    assertThat(joined(blocks.subList(0, 3))).isEqualTo(ramp(4_000));
    assertThat(source.length()).contains(Duration.ofMillis(375));
    assertThat(warnings).isEmpty();
  }

  @Test
  void aRateThatNoChunkMayHaveIsResampled() throws IOException {
    // Given
    wav("odd.wav", 11_025, 11_025);
    // When
    List<AudioBlock> blocks = drain(source(false, directory));
    // Then
    assertThat(blocks).extracting(AudioBlock::sampleRateHz).containsOnly(16_000);
    assertThat(joined(blocks)).hasSize(16_000);
  }

  @Test
  void anUnreadableFileIsLeftOutWithASentenceAndTheOthersGoOn() throws IOException {
    // Given
    Path bad = Files.writeString(directory.resolve("a.wav"), "RIFF? no.");
    Path gone = directory.resolve("gone.wav");
    Path empty = wav("empty.wav", 16_000, 0);
    Path good = wav("good.wav", 16_000, 160);
    // When
    List<AudioBlock> blocks = drain(source(false, bad, gone, empty, good));
    // Then
    assertThat(joined(blocks)).isEqualTo(ramp(160));
    assertThat(warnings).hasSize(3);
    assertThat(warnings.get(0)).contains("a.wav", "not a WAV file").endsWith("It is left out.");
    assertThat(warnings.get(1)).contains("There is no file", "gone.wav");
    assertThat(warnings.get(2)).contains("empty.wav", "no sample");
  }

  @Test
  void theOnlyFileThatCannotBeReadEndsTheStream() {
    // Given
    var source = source(true, directory.resolve("gone.wav"));
    // When
    assertThatThrownBy(() -> source.next(CHUNK))
        // Then
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("There is no file")
        .hasMessageContaining("gone.wav");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aLoopOverNothingReadableEnds() throws IOException {
    // Given
    Files.writeString(directory.resolve("a.wav"), "x");
    Files.writeString(directory.resolve("b.wav"), "y");
    var source = source(true, directory);
    // When
    assertThatThrownBy(() -> source.next(CHUNK))
        // Then
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("None of the 2 WAV files");
  }

  @Test
  void aLoopBeginsAgain() throws IOException {
    // Given
    wav("a.wav", 16_000, 1_600);
    // When
    var source = source(true, directory);
    // Then
    for (int round = 0; round < 3; round++) {
      assertThat(source.next(CHUNK)).map(AudioBlock::samples).contains(ramp(1_600));
    }
    assertThat(source.length()).isEmpty();
  }

  @Test
  void aDirectoryWithoutRecordingsIsRefused() {
    assertThatThrownBy(() -> source(false, directory))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining(".wav");
  }

  private WavSource source(boolean loop, Path... files) {
    return new WavSource(List.of(files), loop, warnings::add);
  }

  private Path wav(String name, int rate, int samples) throws IOException {
    Path file = directory.resolve(name);
    WavFile.write(file, rate, ramp(samples));
    return file;
  }

  private static short[] ramp(int samples) {
    short[] ramp = new short[samples];
    for (int n = 0; n < samples; n++) {
      ramp[n] = (short) n;
    }
    return ramp;
  }

  private static List<AudioBlock> drain(WavSource source) {
    List<AudioBlock> blocks = new ArrayList<>();
    for (Optional<AudioBlock> block = source.next(CHUNK);
        block.isPresent();
        block = source.next(CHUNK)) {
      blocks.add(block.get());
    }
    return blocks;
  }

  private static short[] joined(List<AudioBlock> blocks) {
    short[] all = new short[blocks.stream().mapToInt(block -> block.samples().length).sum()];
    int at = 0;
    for (AudioBlock block : blocks) {
      System.arraycopy(block.samples(), 0, all, at, block.samples().length);
      at += block.samples().length;
    }
    return all;
  }
}

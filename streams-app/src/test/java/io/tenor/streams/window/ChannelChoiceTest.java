package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.audio;
import static io.tenor.streams.window.Chunks.fingerprints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.audio.PcmDecoder;
import io.tenor.audio.PcmFormat;
import io.tenor.streams.ingest.AudioChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Channels of one sensor that cancel each other. */
class ChannelChoiceTest {

  private static final int RATE = 16_000;
  private static final PcmFormat STEREO = new PcmFormat(RATE, PcmFormat.Encoding.S16LE, 2);
  private static final short[] SPEECH = audio(12 * RATE, 11);

  /** Speech with so much of it on each of two channels, and noise of the channels' own. */
  private static List<AudioChunk> stereo(double left, double right, int noise, int length) {
    var chunks = new ArrayList<AudioChunk>();
    var random = new Random(3);
    for (int from = 0; from < SPEECH.length; from += length) {
      int to = Math.min(SPEECH.length, from + length);
      var frames = ByteBuffer.allocate(4 * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = from; i < to; i++) {
        frames.putShort((short) (left * SPEECH[i] + noise * random.nextGaussian()));
        frames.putShort((short) (right * SPEECH[i] + noise * random.nextGaussian()));
      }
      var mix = PcmDecoder.mix(frames.array(), STEREO);
      chunks.add(
          new AudioChunk(
              SENSOR,
              "s1",
              OptionalLong.of(from),
              START_MS + from / 16,
              RATE,
              mix.mean(),
              mix.difference(),
              false));
    }
    return chunks;
  }

  private static double levelDb(List<AudioChunk> chunks) {
    var windows = HeardSensor.of(chunks, 0).windows();
    // The first half second is heard as it is.
    return windows.subList(2, windows.size()).stream()
        .mapToDouble(window -> window.id().quality().levelDb())
        .min()
        .orElseThrow();
  }

  @Test
  void oppositeChannelsAreHeardAsOneIs() {
    double one = levelDb(stereo(1, 1, 0, 4_000));
    assertThat(levelDb(stereo(1, -1, 0, 4_000))).isCloseTo(one, within(0.1));
    assertThat(levelDb(stereo(1, -0.8, 20, 4_000))).isGreaterThan(one - 2);
    assertThat(levelDb(stereo(0, 1, 20, 4_000))).isGreaterThan(one - 7);
  }

  @Property(tries = 15)
  void whatIsHeardDoesNotDependOnTheCutNorOnRestarts(
      @ForAll @IntRange(min = 100, max = 40_000) int length,
      @ForAll @IntRange(min = 0, max = 5) int restartEvery) {
    assertThat(fingerprints(HeardSensor.of(stereo(1, -1, 30, length), restartEvery).windows()))
        .isEqualTo(fingerprints(HeardSensor.of(stereo(1, -1, 30, 4_000), 0).windows()));
  }

  @Test
  void noiseThatTheChannelsDoNotShareChangesNothing() {
    // Given: opposite channels, then nothing but noise, then both again
    var choice = new ChannelChoice();
    var speech = stereo(1, -1, 30, RATE);
    var noise = stereo(0, 0, 30, RATE);
    choice.choose(speech.get(0), 0, 0);

    // Then
    for (int second = 1; second < 6; second++) {
      var chunk = noise.get(second);
      assertThat(choice.choose(chunk, 0, (long) second * RATE)).isEqualTo(chunk.difference());
    }
    assertThat(choice.choose(speech.get(6), 0, 6L * RATE)).isEqualTo(speech.get(6).difference());
  }
}

package io.tenor.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.PcmFormat.Encoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcmDecoderTest {
  private static short[] shorts(byte[] littleEndian) {
    short[] samples = new short[littleEndian.length / 2];
    ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static byte[] floats(float... values) {
    var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  @Property
  void sixteenBitMonoIsTakenAsItIs(@ForAll short[] samples) {
    // Given
    var bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);

    // When
    short[] decoded = PcmDecoder.decode(bytes.array(), PcmFormat.DEFAULT);

    // Then
    assertThat(decoded).isEqualTo(samples);
  }

  @ParameterizedTest
  @CsvSource({"MULAW, ULAW", "ALAW, ALAW"})
  void everyG711CodeIsWhatTheJavaPlatformDecodes(Encoding encoding, String javaName)
      throws IOException {
    // Given
    byte[] codes = new byte[256];
    for (int code = 0; code < codes.length; code++) {
      codes[code] = (byte) code;
    }
    var companded = new AudioFormat.Encoding(javaName);
    var from = new AudioFormat(companded, 8_000, 8, 1, 1, 8_000, false);
    var to = new AudioFormat(8_000, 16, 1, true, false);
    var stream = new AudioInputStream(new ByteArrayInputStream(codes), from, codes.length);
    short[] expected = shorts(AudioSystem.getAudioInputStream(to, stream).readAllBytes());

    // When
    short[] decoded = PcmDecoder.decode(codes, new PcmFormat(8_000, encoding, 1));

    // Then
    assertThat(decoded).hasSize(256).isEqualTo(expected);
  }

  @Test
  void floatsAreScaledAndClippedAndNotANumberIsZero() {
    // Given
    byte[] bytes =
        floats(
            0,
            0.5f,
            -0.5f,
            1,
            -1,
            7,
            -7,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY);

    // When
    short[] decoded = PcmDecoder.decode(bytes, new PcmFormat(48_000, Encoding.F32LE, 1));

    // Then
    assertThat(decoded)
        .containsExactly(0, 16384, -16384, 32767, -32768, 32767, -32768, 0, 32767, -32768);
  }

  @Test
  void channelsAreMixedToTheirMean() {
    // Given
    byte[] stereo = floats(0.5f, -0.5f, 1, 1, 0.25f, 0.75f);
    byte[] three = {4, 0, 5, 0, 5, 0, -4, -1, -5, -1, -5, -1};

    // When
    short[] two = PcmDecoder.decode(stereo, new PcmFormat(16_000, Encoding.F32LE, 2));
    short[] mixed = PcmDecoder.decode(three, new PcmFormat(16_000, Encoding.S16LE, 3));

    // Then
    assertThat(two).containsExactly(0, 32767, 16384);
    assertThat(mixed).containsExactly(5, -5);
  }

  @Test
  void eightFullScaleChannelsDoNotOverflow() {
    // Given
    byte[] loudest = new byte[16];
    for (int n = 0; n < 16; n += 2) {
      loudest[n + 1] = -128;
    }

    // When
    short[] mixed = PcmDecoder.decode(loudest, new PcmFormat(16_000, Encoding.S16LE, 8));

    // Then
    assertThat(mixed).containsExactly(-32768);
  }

  @ParameterizedTest
  @CsvSource({"S16LE, 1, 3, 2", "S16LE, 2, 6, 4", "F32LE, 1, 5, 4", "MULAW, 2, 1, 2"})
  void aPartialFrameIsRefused(Encoding encoding, int channels, int bytes, int frameBytes) {
    var format = new PcmFormat(16_000, encoding, channels);
    assertThatThrownBy(() -> PcmDecoder.decode(new byte[bytes], format))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The chunk has %d bytes, not whole frames of %d bytes as %s has them:"
                + " send whole frames, or the right content type",
            bytes, frameBytes, format.contentType());
  }
}

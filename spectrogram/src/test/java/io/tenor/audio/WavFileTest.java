package io.tenor.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioSystem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavFileTest {
  private static final byte[] FOUR_BYTES = {0, 1, 0, 2};

  private static byte[] join(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    var out = ByteBuffer.allocate(length);
    Arrays.stream(parts).forEach(out::put);
    return out.array();
  }

  private static byte[] chunk(String tag, byte[] body) {
    var out = ByteBuffer.allocate(8 + body.length + body.length % 2).order(ByteOrder.LITTLE_ENDIAN);
    out.put(tag.getBytes(StandardCharsets.US_ASCII)).putInt(body.length).put(body);
    return out.array();
  }

  private static byte[] riff(byte[]... chunks) {
    byte[] body = join(chunks);
    var out = ByteBuffer.allocate(12 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + body.length);
    out.put("WAVE".getBytes(StandardCharsets.US_ASCII)).put(body);
    return out.array();
  }

  private static byte[] fmt(int code, int channels, int rate, int bits) {
    var body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    int frame = channels * bits / 8;
    body.putShort((short) code).putShort((short) channels).putInt(rate).putInt(rate * frame);
    body.putShort((short) frame).putShort((short) bits);
    return chunk("fmt ", body.array());
  }

  private static byte[] padded(int bits, int container) {
    byte[] chunk = fmt(1, 1, 8_000, bits);
    chunk[8 + 12] = (byte) container;
    return chunk;
  }

  private static byte[] extensible(int code, int channels, int rate, int bits) {
    var body = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    body.put(Arrays.copyOfRange(fmt(0xfffe, channels, rate, bits), 8, 24));
    body.putShort((short) 22).putShort((short) bits).putInt(3).putShort((short) code);
    return chunk("fmt ", body.array());
  }

  private static void assertRefused(byte[] file, String message) {
    assertThatThrownBy(() -> WavFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Property
  void whatIsWrittenReadsBack(
      @ForAll short[] samples, @ForAll @IntRange(min = 1, max = 384_000) int rate) {
    // When
    var read = WavFile.read(WavFile.toBytes(rate, samples));

    // Then
    assertThat(read.samples()).isEqualTo(samples);
    assertThat(read.sampleRateHz()).isEqualTo(rate);
    assertThat(read.channels()).isEqualTo(1);
    assertThat(read.encoding()).isEqualTo("pcm-16");
    assertThat(read.seconds()).isEqualTo((double) samples.length / rate);
  }

  @Test
  void theJavaPlatformReadsWhatIsWritten(@TempDir Path folder) throws Exception {
    // Given
    Path file = folder.resolve("tone.wav");
    short[] samples = {1, -2, 300, -32768, 32767};

    // When
    WavFile.write(file, 22_050, samples);

    // Then
    var bytes = new ByteArrayInputStream(Files.readAllBytes(file));
    try (var stream = AudioSystem.getAudioInputStream(bytes)) {
      assertThat(stream.getFormat().getSampleRate()).isEqualTo(22_050);
      assertThat(stream.readAllBytes()).containsExactly(1, 0, -2, -1, 0x2c, 1, 0, -128, -1, 127);
    }
    assertThat(WavFile.read(file).samples()).isEqualTo(samples);
  }

  @Test
  void everySupportedKindOfSampleIsRead() {
    // Given
    byte[] eight = riff(fmt(1, 1, 8_000, 8), chunk("data", new byte[] {0, (byte) 128, -1}));
    byte[] twentyFour =
        riff(fmt(1, 1, 8_000, 24), chunk("data", new byte[] {-128, 0, 0, -1, -1, 127, 0, 0, -128}));
    byte[] floating = riff(fmt(3, 1, 8_000, 32), chunk("data", new byte[] {0, 0, 0, (byte) 0xbf}));
    byte[] thirtyTwo =
        riff(fmt(1, 1, 8_000, 32), chunk("data", new byte[] {-1, -1, -1, 127, 0, -128, 2, 0}));
    byte[] twenty = riff(padded(20, 3), chunk("data", new byte[] {0, 1, 0, 0, 2, 0}));
    byte[] wide =
        riff(fmt(3, 1, 8_000, 64), chunk("data", new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xe0, -65}));
    byte[] mulaw = riff(fmt(7, 1, 8_000, 8), chunk("data", new byte[] {0, -128}));
    byte[] alaw = riff(fmt(6, 1, 8_000, 8), chunk("data", new byte[] {0x2a, (byte) 0xaa}));

    // Then
    assertThat(WavFile.read(eight).samples()).containsExactly(-32768, 0, 32512);
    assertThat(WavFile.read(eight).encoding()).isEqualTo("pcm-8");
    assertThat(WavFile.read(twentyFour).samples()).containsExactly(1, 32767, -32768);
    assertThat(WavFile.read(twentyFour).encoding()).isEqualTo("pcm-24");
    assertThat(WavFile.read(floating).samples()).containsExactly(-16384);
    assertThat(WavFile.read(floating).encoding()).isEqualTo("float-32");
    assertThat(WavFile.read(thirtyTwo).samples()).containsExactly(32767, 3);
    assertThat(WavFile.read(thirtyTwo).encoding()).isEqualTo("pcm-32");
    assertThat(WavFile.read(twenty).samples()).containsExactly(1, 2);
    assertThat(WavFile.read(wide).samples()).containsExactly(-16384);
    assertThat(WavFile.read(wide).encoding()).isEqualTo("float-64");
    assertThat(WavFile.read(mulaw).samples()).containsExactly(-32124, 32124);
    assertThat(WavFile.read(mulaw).encoding()).isEqualTo("mulaw");
    assertThat(WavFile.read(alaw).samples()).containsExactly(-32256, 32256);
    assertThat(WavFile.read(alaw).encoding()).isEqualTo("alaw");
  }

  @Test
  void anExtensibleHeaderIsReadLikeAPlainOne() {
    // Given
    byte[] file = riff(extensible(1, 2, 48_000, 16), chunk("data", new byte[] {2, 0, 4, 0}));

    // When
    var read = WavFile.read(file);

    // Then
    assertThat(read.samples()).containsExactly(3);
    assertThat(read.channels()).isEqualTo(2);
    assertThat(read.sampleRateHz()).isEqualTo(48_000);
  }

  @Test
  void chunksThatAreNotKnownAreSkippedWithTheirPadding() {
    // Given
    byte[] file =
        riff(
            chunk("LIST", new byte[] {1, 2, 3}),
            fmt(1, 1, 16_000, 16),
            chunk("fact", new byte[4]),
            chunk("bext", new byte[7]),
            chunk("data", FOUR_BYTES),
            chunk("id3 ", new byte[9]));

    // Then
    assertThat(WavFile.read(file).samples()).containsExactly(256, 512);
  }

  @Test
  void aPipedFileThatDoesNotKnowItsLengthIsReadToItsEnd() {
    // Given
    byte[] file = riff(fmt(1, 1, 16_000, 16), chunk("data", FOUR_BYTES));
    Arrays.fill(file, file.length - 8, file.length - 4, (byte) 0xff);

    // Then
    assertThat(WavFile.read(file).samples()).containsExactly(256, 512);
  }

  @Test
  void aFileThatIsNoWavIsRefused() {
    String message =
        "This is not a WAV file, since it does not begin with RIFF and WAVE: convert it to one";
    assertRefused(new byte[0], message);
    assertRefused("ID3 an mp3 would begin so".getBytes(StandardCharsets.US_ASCII), message);
    assertRefused("RIFF....AVI LIST".getBytes(StandardCharsets.US_ASCII), message);
    assertRefused(Arrays.copyOf(WavFile.toBytes(8_000, new short[4]), 11), message);
  }

  @Test
  void aTruncatedFileIsRefusedWithWhatIsMissing() {
    byte[] file = WavFile.toBytes(16_000, new short[100]);
    assertRefused(
        Arrays.copyOf(file, 44 + 120),
        "This WAV file is truncated: it declares 200 bytes of samples and holds 120;"
            + " record or copy it again");
    assertRefused(
        Arrays.copyOf(file, 40),
        "This WAV file ends before its samples begin (no data chunk): record or copy it again");
    assertRefused(
        Arrays.copyOf(file, 30),
        "This WAV file has a broken fmt chunk of 16 bytes: record or convert it again");
  }

  @Test
  void dataBeforeTheFormatIsRefused() {
    assertRefused(
        riff(chunk("data", FOUR_BYTES), fmt(1, 1, 16_000, 16)),
        "This WAV file does not say how its samples are written (no fmt chunk before the data):"
            + " record or convert it again");
  }

  @Test
  void aLastFrameThatIsNotWholeIsLeftOut() {
    assertThat(WavFile.read(riff(fmt(1, 2, 16_000, 16), chunk("data", new byte[6]))).samples())
        .hasSize(1);
    byte[] file = WavFile.toBytes(16_000, new short[100]);
    assertThat(WavFile.read(Arrays.copyOf(file, file.length - 1)).samples()).hasSize(99);
  }

  private static byte[] withLength(byte[] file, int length) {
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 8, length);
    return file;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 0x7ffff000, 0x7fffffff, 0x7fffffdb, 0x80000000, 0x80000024, 0xffffff00, -1})
  void aPlaceholderInPlaceOfTheLengthIsReadToTheEnd(int length) {
    // Given
    byte[] file = withLength(riff(fmt(1, 1, 16_000, 16), chunk("data", FOUR_BYTES)), length);

    // Then
    assertThat(WavFile.read(file).samples()).containsExactly(256, 512);
  }

  @Test
  void aRecordingWithoutASampleStaysOne() {
    assertThat(
            WavFile.read(
                    riff(
                        fmt(1, 1, 16_000, 16),
                        chunk("data", new byte[0]),
                        chunk("LIST", new byte[5])))
                .samples())
        .isEmpty();
    assertThat(WavFile.read(riff(fmt(1, 1, 16_000, 16), chunk("data", new byte[0]))).samples())
        .isEmpty();
  }

  @Test
  void anOddChunkWithoutItsPaddingByteIsSkipped() {
    // Given
    byte[] list = chunk("LIST", new byte[] {1, 2, 3});
    byte[] unpadded = Arrays.copyOf(list, list.length - 1);

    // Then
    assertThat(
            WavFile.read(riff(unpadded, fmt(1, 1, 16_000, 16), unpadded, chunk("data", FOUR_BYTES)))
                .samples())
        .containsExactly(256, 512);
  }

  @Test
  void aLongFileWith64BitLengthsIsRead() {
    for (String tag : new String[] {"RF64", "BW64"}) {
      for (long length : new long[] {4, 0, -1}) {
        // Given
        var sizes = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        sizes.putLong(100).putLong(length).putLong(2);
        byte[] data = chunk("data", FOUR_BYTES);
        Arrays.fill(data, 4, 8, (byte) 0xff);
        byte[] after = length == 4 ? chunk("id3 ", new byte[6]) : new byte[0];
        byte[] file = riff(chunk("ds64", sizes.array()), fmt(1, 1, 16_000, 16), data, after);
        System.arraycopy(tag.getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);

        // Then
        assertThat(WavFile.read(file).samples()).containsExactly(256, 512);
      }
    }
  }

  @Test
  void aRecordingWhoseChannelsCancelIsHeard() {
    // Given
    byte[] file = riff(fmt(1, 2, 8_000, 16), chunk("data", new byte[] {100, 0, -100, -1}));

    // Then
    assertThat(WavFile.read(file).samples()).containsExactly(100);
    assertThat(WavFile.readPart(file).mean()).containsExactly(0);
    assertThat(WavFile.readPart(file).difference()).containsExactly(100);
  }

  @Test
  void whatIsNoReadableWavHasItsTrueReason() {
    byte[] file = riff(fmt(1, 1, 16_000, 16), chunk("data", FOUR_BYTES));
    file[3] = 'X';
    assertRefused(
        file, "This is a big-endian WAV file (RIFX), which is not supported: convert it to RIFF");
    byte[] list = chunk("LIST", new byte[4]);
    list[6] = 1;
    assertRefused(
        riff(list, fmt(1, 1, 16_000, 16), chunk("data", FOUR_BYTES)),
        "This WAV file ends inside the chunk before its samples: record or copy it again");
  }

  @Property
  void noBytesFailInAnotherWayThanWithASentence(
      @ForAll byte[] noise, @ForAll @IntRange(min = 0, max = 43) int at) {
    // Given: a header of which a part is noise
    byte[] file = WavFile.toBytes(16_000, new short[20]);
    System.arraycopy(noise, 0, file, at, Math.min(noise.length, file.length - at));

    // Then: what is read is no more than is there
    try {
      assertThat(WavFile.read(file).samples()).hasSizeLessThanOrEqualTo(file.length);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).startsWith("This ");
    }
  }

  @Test
  void aShortFormatChunkIsRefused() {
    assertRefused(
        riff(chunk("fmt ", new byte[14]), chunk("data", FOUR_BYTES)),
        "This WAV file has a broken fmt chunk of 14 bytes: record or convert it again");
  }

  @ParameterizedTest
  @CsvSource({"1, 40", "1, 12", "3, 16", "2, 4", "85, 16"})
  void samplesOfAnUnsupportedKindAreRefused(int code, int bits) {
    assertRefused(
        riff(fmt(code, 1, 16_000, bits), chunk("data", FOUR_BYTES)),
        "This WAV file has samples of format "
            + code
            + " with "
            + bits
            + " bits, which are not supported: convert it to 16-bit PCM");
  }

  @ParameterizedTest
  @CsvSource({"0", "9"})
  void anUnsupportedNumberOfChannelsIsRefused(int channels) {
    assertRefused(
        riff(fmt(1, channels, 16_000, 16), chunk("data", FOUR_BYTES)),
        "This WAV file has " + channels + " channels, not 1 to 8: mix it down");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "384001, 384001", "-1, 4294967295"})
  void anImpossibleSampleRateIsRefused(int rate, String shown) {
    assertRefused(
        riff(fmt(1, 1, rate, 16), chunk("data", FOUR_BYTES)),
        "This WAV file has a sample rate of "
            + shown
            + " Hz, not 1 to 384000: record or convert it again");
  }

  @Test
  void aFrameSizeThatContradictsTheRestIsRefused() {
    // Given
    byte[] file = riff(fmt(1, 1, 16_000, 16), chunk("data", FOUR_BYTES));
    file[32] = 3;

    // Then
    assertRefused(
        file,
        "This WAV file contradicts itself: frames of 3 bytes cannot hold 1 channel(s) of 16 bits;"
            + " convert it again");
  }

  @Test
  void aRefusalNamesTheFile(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.write(folder.resolve("notes.wav"), new byte[50]);

    // Then
    assertThatThrownBy(() -> WavFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": This is not a WAV file");
    assertThatThrownBy(() -> WavFile.read(folder.resolve("none.wav")))
        .isInstanceOf(NoSuchFileException.class);
  }
}

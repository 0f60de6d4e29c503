package io.tenor.streams.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.audio.PcmFormat;
import io.tenor.streams.sensor.AudioSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What the sensors of a load say, rendered before it begins: sending must cost as little as it can.
 * Every sensor speaks in turns, with one of a few voices from a place of its own, and between its
 * turns there is the noise of a quiet room. 16 kHz, 16-bit little-endian.
 *
 * <p>Thread-safe: it never changes.
 */
public final class Speech {

  /** Samples a second. */
  public static final int RATE_HZ = 16_000;

  /** How a chunk is to be read. */
  static final byte[] CONTENT_TYPE =
      new PcmFormat(RATE_HZ, PcmFormat.Encoding.S16LE, 1).contentType().getBytes(UTF_8);

  /** One turn and the pause after it. */
  static final Duration CYCLE = Duration.ofSeconds(20);

  private static final Duration LENGTH = Duration.ofSeconds(40);
  private static final double ROOM_RMS = 12; // -68 dB of full scale
  private static final long SEED = 1;

  private final List<byte[]> voices;
  private final byte[] room;

  private Speech(List<byte[]> voices, byte[] room) {
    this.voices = voices;
    this.room = room;
  }

  /**
   * Renders some seconds of each voice.
   *
   * @param sources voices, at 16 kHz and without an end; at least one; not closed
   */
  public static Speech render(List<AudioSource> sources) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("A load needs a voice");
    }
    var voices = new ArrayList<byte[]>();
    for (var source : sources) {
      voices.add(render(source));
    }
    return new Speech(List.copyOf(voices), room());
  }

  private static byte[] render(AudioSource source) {
    var bytes = ByteBuffer.allocate(samples(LENGTH) * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      var left = Duration.ofNanos(bytes.remaining() / Short.BYTES * 1_000_000_000L / RATE_HZ);
      var block =
          source
              .next(left)
              .orElseThrow(() -> new IllegalArgumentException("A voice of a load has no end"));
      if (block.sampleRateHz() != RATE_HZ) {
        throw new IllegalArgumentException(
            "A voice of a load has %d Hz, not %d".formatted(RATE_HZ, block.sampleRateHz()));
      }
      bytes.put(block.bytes());
    }
    return bytes.array();
  }

  private static byte[] room() {
    var random = new Random(SEED);
    var bytes = ByteBuffer.allocate(samples(LENGTH) * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putShort((short) Math.round(ROOM_RMS * random.nextGaussian()));
    }
    return bytes.array();
  }

  private static int samples(Duration time) {
    return Math.toIntExact(time.toMillis() * RATE_HZ / 1_000);
  }

  /** How much of a turn and the pause after it is speech, and where in it a sensor begins. */
  record Turns(int voice, long voiceOffset, long cycleOffset) {

    /** Those of a sensor: always the same. */
    static Turns of(int sensor, int voices) {
      var random = new SplittableRandom(SEED + sensor);
      return new Turns(
          sensor % voices, random.nextLong(samples(LENGTH)), random.nextLong(samples(CYCLE)));
    }
  }

  /** The turns of a sensor. */
  Turns turns(int sensor) {
    return Turns.of(sensor, voices.size());
  }

  /**
   * What a sensor says in a chunk. A chunk is speech or room as a whole.
   *
   * @param first index of its first sample since the sensor began
   * @param samples how many
   * @param speechShare part of its time in which it speaks
   */
  byte[] chunk(Turns turns, long first, int samples, double speechShare) {
    long inCycle = (first + turns.cycleOffset()) % samples(CYCLE);
    boolean speaks = inCycle < speechShare * samples(CYCLE);
    byte[] from = speaks ? voices.get(turns.voice()) : room;
    var chunk = new byte[samples * Short.BYTES];
    long at = (first + turns.voiceOffset()) * Short.BYTES % from.length;
    for (int filled = 0; filled < chunk.length; ) {
      int taken = Math.min(chunk.length - filled, from.length - (int) at);
      System.arraycopy(from, (int) at, chunk, filled, taken);
      filled += taken;
      at = 0;
    }
    return chunk;
  }
}

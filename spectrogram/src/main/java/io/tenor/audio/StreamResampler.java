package io.tenor.audio;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Changes the sample rate of a stream that arrives in any chunks: however it is cut, the output is
 * the same to the last bit.
 *
 * <p>There is no delay in the timeline: output n is the signal at {@code n / toHz} seconds, as
 * input k is the signal at {@code k / fromHz}. So an output is handed over only when the inputs
 * around it are there, which is some milliseconds later (4 ms from 48 kHz, 8 ms from 8 kHz). Before
 * its first sample the signal is taken as silent. Aliases and images are at least 70 dB down. Not
 * thread-safe.
 */
public final class StreamResampler {
  private static final int MIN_HZ = 4_000;
  private static final int MAX_HZ = 384_000;
  private static final byte STATE_VERSION = 1;
  private static final int STATE_HEADER_BYTES = 1 + 3 * Integer.BYTES;

  private final int fromHz;
  private final int toHz;
  private final ResamplingKernel kernel;

  /** Inputs from the first that the next output needs; {@link #kept} of them are there. */
  private float[] input;

  private int kept;

  /** Where the next output lies between two inputs, in {@code 1 / up}. */
  private int phase;

  /**
   * A stream at its beginning.
   *
   * @param fromHz rate of the input, 4000 to 384000
   * @param toHz rate of the output, likewise
   * @throws IllegalArgumentException if the rates are not such
   */
  public StreamResampler(int fromHz, int toHz) {
    this.fromHz = checked(fromHz);
    this.toHz = checked(toHz);
    kernel = ResamplingKernel.of(fromHz, toHz);
    input = new float[2 * kernel.taps()];
    reset();
  }

  private static int checked(int rateHz) {
    if (rateHz < MIN_HZ || rateHz > MAX_HZ) {
      throw new IllegalArgumentException(
          "The sample rate " + rateHz + " Hz is not from " + MIN_HZ + " to " + MAX_HZ);
    }
    return rateHz;
  }

  /**
   * Changes the rate of a whole recording.
   *
   * @return {@code ceil(samples.length * toHz / fromHz)} samples; beyond its end the signal is
   *     taken as silent
   * @throws IllegalArgumentException as the constructor does
   */
  public static short[] resample(short[] samples, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return samples.clone();
    }
    var resampler = new StreamResampler(fromHz, toHz);
    short[] body = resampler.push(samples, 0, samples.length);
    short[] rest = resampler.flush();
    short[] all = Arrays.copyOf(body, body.length + rest.length);
    System.arraycopy(rest, 0, all, body.length, rest.length);
    return all;
  }

  /** Forgets all input: the next sample pushed is input 0. */
  public void reset() {
    Arrays.fill(input, 0);
    kept = kernel.half() - 1;
    phase = 0;
  }

  /**
   * Adds input.
   *
   * @return the outputs that it completes, possibly none
   * @throws IndexOutOfBoundsException if offset and length leave the array
   */
  public short[] push(short[] samples, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (fromHz == toHz) {
      return Arrays.copyOfRange(samples, offset, offset + length);
    }
    ensureRoom(length);
    for (int n = 0; n < length; n++) {
      input[kept + n] = samples[offset + n];
    }
    kept += length;
    return drain(kept - kernel.taps());
  }

  /**
   * Ends the stream: hands over the outputs up to the end of the input, beyond which the signal is
   * taken as silent, and starts anew.
   */
  public short[] flush() {
    if (fromHz == toHz) {
      return new short[0];
    }
    ensureRoom(kernel.half());
    Arrays.fill(input, kept, kept + kernel.half(), 0);
    kept += kernel.half();
    short[] rest = drain(kept - kernel.taps());
    reset();
    return rest;
  }

  private void ensureRoom(int length) {
    if (kept + length > input.length) {
      input = Arrays.copyOf(input, Math.addExact(kept, length));
    }
  }

  /** Computes the outputs whose first input is at most {@code last}, and drops what they used. */
  private short[] drain(int last) {
    int count = 0;
    if (last >= 0) {
      long room = ((long) last + 1) * kernel.up() - phase;
      count = (int) -Math.floorDiv(-room, kernel.down());
    }
    short[] output = new short[count];
    int first = 0;
    for (int n = 0; n < count; n++) {
      output[n] = kernel.output(input, first, phase);
      phase += kernel.down();
      first += phase / kernel.up();
      phase %= kernel.up();
    }
    kept -= first;
    System.arraycopy(input, first, input, 0, kept);
    return output;
  }

  /**
   * What {@link #restore} needs to continue: the inputs around the next output, some hundred bytes.
   */
  public byte[] state() {
    int samples = fromHz == toHz ? 0 : kept;
    var out = ByteBuffer.allocate(STATE_HEADER_BYTES + samples * Short.BYTES);
    out.put(STATE_VERSION).putInt(fromHz).putInt(toHz).putInt(phase);
    for (int n = 0; n < samples; n++) {
      out.putShort((short) input[n]);
    }
    return out.array();
  }

  /**
   * Continues where the resampler with this {@link #state} stood.
   *
   * @throws IllegalArgumentException if it is not a state of a resampler for these rates
   */
  public void restore(byte[] state) {
    int samples = (state.length - STATE_HEADER_BYTES) / Short.BYTES;
    int limit = fromHz == toHz ? 0 : kernel.taps() - 1;
    boolean sized =
        state.length == STATE_HEADER_BYTES + samples * Short.BYTES
            && samples >= 0
            && samples <= limit;
    var in = ByteBuffer.wrap(state);
    if (!sized || in.get() != STATE_VERSION || in.getInt() != fromHz || in.getInt() != toHz) {
      throw new IllegalArgumentException(
          "These "
              + state.length
              + " bytes are not the state of a resampler from "
              + fromHz
              + " to "
              + toHz
              + " Hz");
    }
    reset();
    int restoredPhase = in.getInt();
    if (restoredPhase < 0 || restoredPhase >= kernel.up()) {
      throw new IllegalArgumentException(
          "The state of a resampler has the phase "
              + restoredPhase
              + ", not 0 to "
              + (kernel.up() - 1));
    }
    phase = restoredPhase;
    if (fromHz != toHz) {
      kept = samples;
      for (int n = 0; n < samples; n++) {
        input[n] = in.getShort();
      }
    }
  }
}

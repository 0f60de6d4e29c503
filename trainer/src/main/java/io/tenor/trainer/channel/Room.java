package io.tenor.trainer.channel;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;
import org.jtransforms.utils.CommonUtils;

/**
 * A room, with the place of a mouth and of a microphone in it: its impulse response.
 *
 * <p>What comes out is as loud as what went in, by effective values, and the direct sound comes
 * when it came: what a label or a window is of stays there. Computed by overlap-add with the
 * spectrum of the response (Stockham, "High-speed convolution and correlation", 1966). Safe for
 * threads.
 */
public final class Room implements SoundChange {

  /** Longer echoes are left out. */
  static final double MOST_SECONDS = 1.5;

  /** The direct sound is the first that is within 20 dB of the highest (ISO 3382-1, 5.2.1). */
  private static final double ONSET = 0.1;

  private static final int LEAST_SIZE = 4096;

  static {
    // Recordings are changed side by side already, and the transform's own threads keep a program
    // from ending.
    CommonUtils.setThreadsBeginN_1D_FFT_2Threads(Long.MAX_VALUE);
    CommonUtils.setThreadsBeginN_1D_FFT_4Threads(Long.MAX_VALUE);
  }

  private final String name;
  private final int sampleRateHz;
  private final float[] response;
  private final float[] spectrum;

  /**
   * Prepares a room.
   *
   * @param name of it
   * @param impulseResponse with any delay before the direct sound and of any loudness, not silent
   * @param sampleRateHz its rate
   */
  public Room(String name, short[] impulseResponse, int sampleRateHz) {
    this.name = name;
    this.sampleRateHz = sampleRateHz;
    int first = onset(impulseResponse);
    int length =
        (int) Math.min(impulseResponse.length - first, Math.round(MOST_SECONDS * sampleRateHz));
    short[] kept = Arrays.copyOfRange(impulseResponse, first, first + length);
    double energy = Samples.rms(kept) * Math.sqrt(length);
    response = new float[length];
    for (int n = 0; n < length; n++) {
      response[n] = (float) (kept[n] / energy);
    }
    int size = Math.max(LEAST_SIZE, Integer.highestOneBit(3 * length) << 1);
    spectrum = Arrays.copyOf(response, size);
    new FloatFFT_1D(size).realForward(spectrum);
  }

  private static int onset(short[] response) {
    int peak = 0;
    for (short sample : response) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    if (peak == 0) {
      throw new IllegalArgumentException("an impulse response must not be silent");
    }
    int first = 0;
    while (Math.abs((int) response[first]) < ONSET * peak) {
      first++;
    }
    return first;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /**
   * How long a sound takes to fall by 60 dB, in seconds: three times the time from 5 to 25 dB below
   * the beginning in the energy that is still to come (Schroeder, 1965; T20 of ISO 3382-1).
   */
  public double reverberationSeconds() {
    double left = 1; // the response's energy
    int from = -1;
    for (int n = 0; n < response.length; n++) {
      left -= (double) response[n] * response[n];
      if (from < 0 && left < Math.pow(10, -0.5)) {
        from = n;
      }
      if (left < Math.pow(10, -2.5)) {
        return 3.0 * (n - from) / sampleRateHz;
      }
    }
    return 3.0 * (response.length - from) / sampleRateHz;
  }

  /**
   * The sound as it is heard in the room; softer as a whole where it would not fit into 16 bits.
   *
   * @throws IllegalArgumentException if the rate is not the room's
   */
  @Override
  public short[] apply(short[] samples, int rateHz) {
    if (rateHz != sampleRateHz) {
      throw new IllegalArgumentException(
          "the room %s is at %d Hz, not %d".formatted(name, sampleRateHz, rateHz));
    }
    int size = spectrum.length;
    int block = size - response.length + 1;
    FloatFFT_1D transform = new FloatFFT_1D(size);
    double[] heard = new double[samples.length];
    float[] work = new float[size];
    for (int from = 0; from < samples.length; from += block) {
      int count = Math.min(block, samples.length - from);
      Arrays.fill(work, 0);
      for (int n = 0; n < count; n++) {
        work[n] = samples[from + n];
      }
      transform.realForward(work);
      multiply(work, spectrum);
      transform.realInverse(work, true);
      int end = Math.min(size, samples.length - from);
      for (int n = 0; n < end; n++) {
        heard[from + n] += work[n];
      }
    }
    double loudness = Samples.rms(heard);
    double gain = loudness > 0 ? Samples.rms(samples) / loudness : 0;
    for (int n = 0; n < heard.length; n++) {
      heard[n] *= gain;
    }
    return Samples.fitted(heard);
  }

  /** Of two packed spectra of real signals: first the lowest and the highest frequency. */
  private static void multiply(float[] one, float[] other) {
    one[0] *= other[0];
    one[1] *= other[1];
    for (int k = 2; k < one.length; k += 2) {
      float re = one[k] * other[k] - one[k + 1] * other[k + 1];
      one[k + 1] = one[k] * other[k + 1] + one[k + 1] * other[k];
      one[k] = re;
    }
  }
}

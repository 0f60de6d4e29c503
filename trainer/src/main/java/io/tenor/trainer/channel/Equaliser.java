package io.tenor.trainer.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The colour of a microphone, of what is before it and of what it is built into.
 *
 * @param bands filters one after the other
 */
public record Equaliser(List<Band> bands) implements SoundChange {

  /** What a filter changes. */
  public enum Shape {
    /** All below its frequency. */
    LOW_SHELF,
    /** What is around its frequency. */
    PEAK,
    /** All above its frequency. */
    HIGH_SHELF
  }

  /**
   * One filter.
   *
   * @param shape what it changes
   * @param hz its frequency, above 0; without effect from 0.45 times the sample rate on
   * @param gainDb by how much, decibels
   * @param quality above 0: of a peak, its frequency over its width
   */
  public record Band(Shape shape, double hz, double gainDb, double quality) {

    /** Refuses what is no filter. */
    public Band {
      if (!(hz > 0) || !(quality > 0) || !(Math.abs(gainDb) <= 40)) {
        throw new IllegalArgumentException("a band needs a frequency, a quality and at most 40 dB");
      }
    }

    private Biquad at(int sampleRateHz) {
      return switch (shape) {
        case LOW_SHELF -> Biquad.lowShelf(hz, quality, gainDb, sampleRateHz);
        case PEAK -> Biquad.peak(hz, quality, gainDb, sampleRateHz);
        case HIGH_SHELF -> Biquad.highShelf(hz, quality, gainDb, sampleRateHz);
      };
    }
  }

  private static final double HIGHEST = 0.45;
  private static final double SHELF_QUALITY = Math.sqrt(0.5);

  /** Copies the list. */
  public Equaliser {
    bands = List.copyOf(bands);
  }

  /**
   * Draws one: a shelf below 100 to 600 Hz and one above 1.5 to 5 kHz of up to 8 dB either way, and
   * one to three peaks between 150 Hz and 6 kHz of up to 10 dB either way.
   */
  public static Equaliser draw(RandomGenerator random) {
    List<Band> bands = new ArrayList<>();
    bands.add(new Band(Shape.LOW_SHELF, hz(100, 600, random), either(8, random), SHELF_QUALITY));
    int peaks = random.nextInt(1, 4);
    for (int i = 0; i < peaks; i++) {
      double quality = 0.5 + 2 * random.nextDouble();
      bands.add(new Band(Shape.PEAK, hz(150, 6_000, random), either(10, random), quality));
    }
    bands.add(
        new Band(Shape.HIGH_SHELF, hz(1_500, 5_000, random), either(8, random), SHELF_QUALITY));
    return new Equaliser(bands);
  }

  private static double hz(double lowest, double highest, RandomGenerator random) {
    return lowest * Math.pow(highest / lowest, random.nextDouble());
  }

  private static double either(double most, RandomGenerator random) {
    return most * (2 * random.nextDouble() - 1);
  }

  /** The coloured sound; softer as a whole where it would not fit into 16 bits. */
  @Override
  public short[] apply(short[] samples, int sampleRateHz) {
    double[] coloured = Samples.wide(samples);
    for (Band band : bands) {
      if (band.hz() < HIGHEST * sampleRateHz) {
        band.at(sampleRateHz).filter(coloured);
      }
    }
    return Samples.fitted(coloured);
  }
}

package io.tenor.trainer.channel;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * All that is between one sensor's mouth and its monitor, in the order in which the sound meets it.
 *
 * @param room where somebody speaks; empty for a mouth at the microphone
 * @param place what else is heard there
 * @param equaliser the microphone's colour
 * @param clipping whether it is driven too hard
 * @param line telephone or codec
 */
public record Channel(
    Optional<Room> room,
    Optional<Place> place,
    Optional<Equaliser> equaliser,
    Optional<Clipping> clipping,
    Optional<SoundChange> line) {

  /** By how much the strength of the noise differs from one utterance to the next, either way. */
  private static final double SPREAD_DB = 3;

  /**
   * A place with its noise.
   *
   * @param noise what is heard
   * @param snrDb how much stronger the speech is as a rule, decibels
   */
  public record Place(BackgroundNoise noise, double snrDb) {}

  /**
   * An utterance as this sensor hears it.
   *
   * @param samples mono; not changed
   * @param sampleRateHz that of the rooms and noises
   * @param random draws the stretch of the noise and its strength
   */
  public short[] apply(short[] samples, int sampleRateHz, RandomGenerator random) {
    short[] heard = samples;
    if (room.isPresent()) {
      heard = room.get().apply(heard, sampleRateHz);
    }
    if (place.isPresent()) {
      double snrDb = place.get().snrDb() + SPREAD_DB * (2 * random.nextDouble() - 1);
      heard = place.get().noise().mix(heard, Math.max(0, snrDb), random);
    }
    if (equaliser.isPresent()) {
      heard = equaliser.get().apply(heard, sampleRateHz);
    }
    if (clipping.isPresent()) {
      heard = clipping.get().apply(heard, sampleRateHz);
    }
    if (line.isPresent()) {
      heard = line.get().apply(heard, sampleRateHz);
    }
    return heard;
  }
}

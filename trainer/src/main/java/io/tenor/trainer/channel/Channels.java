package io.tenor.trainer.channel;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Draws channels to train with: each part is there with a probability of its own.
 *
 * @param rooms empty for none
 * @param noises recorded ones; empty for made ones alone
 * @param made steady noises, of which every fifth is
 */
public record Channels(Optional<Rooms> rooms, Optional<Noises> noises, Noises made) {

  private static final double ROOM = 0.35;
  private static final double NOISE = 0.5;
  private static final double MADE = 0.2;
  private static final double MOST_SNR_DB = 30;
  private static final double EQUALISER = 0.5;
  private static final double CLIPPING = 0.1;
  private static final double LEAST_DRIVE_DB = 6;
  private static final double MOST_DRIVE_DB = 12;
  private static final double LINE = 0.25;

  /** Draws one: the same state of the generator gives the same channel. */
  public Channel draw(RandomGenerator random) {
    return new Channel(
        rooms.flatMap(all -> with(ROOM, random, () -> all.draw(random))),
        with(NOISE, random, () -> place(random)),
        with(EQUALISER, random, () -> Equaliser.draw(random)),
        with(CLIPPING, random, () -> new Clipping(between(LEAST_DRIVE_DB, MOST_DRIVE_DB, random))),
        with(LINE, random, () -> line(random)));
  }

  private Channel.Place place(RandomGenerator random) {
    Noises kind = random.nextDouble() < MADE ? made : noises.orElse(made);
    return new Channel.Place(kind.draw(random), between(0, MOST_SNR_DB, random));
  }

  private static SoundChange line(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Telephone(Companding.MULAW);
      case 2 -> new Telephone(Companding.ALAW);
      case 3 -> new Adpcm(8_000);
      case 4 -> new Adpcm(16_000);
      default -> new TransformCodec(between(3_500, 7_000, random), between(0.7, 2, random));
    };
  }

  private static double between(double least, double most, RandomGenerator random) {
    return least + (most - least) * random.nextDouble();
  }

  private static <T> Optional<T> with(double share, RandomGenerator random, Supplier<T> part) {
    return random.nextDouble() < share ? Optional.of(part.get()) : Optional.empty();
  }

  /** All that decides what is drawn, in words: rooms and noises by the hash of their files. */
  public String describe() {
    return "Channels[rooms=%s, noises=%s, room=%s, noise=%s to %s dB, made=%s, equaliser=%s,"
            .formatted(
                rooms.map(Rooms::sha256).orElse("none"),
                noises.map(Noises::sha256).orElse("none"),
                ROOM,
                NOISE,
                MOST_SNR_DB,
                MADE,
                EQUALISER)
        + " clipping=%s of %s to %s dB, line=%s]"
            .formatted(CLIPPING, LEAST_DRIVE_DB, MOST_DRIVE_DB, LINE);
  }
}

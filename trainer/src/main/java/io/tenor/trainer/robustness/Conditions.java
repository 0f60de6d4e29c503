package io.tenor.trainer.robustness;

import io.tenor.corpus.Utterance;
import io.tenor.trainer.channel.Adpcm;
import io.tenor.trainer.channel.Clipping;
import io.tenor.trainer.channel.Companding;
import io.tenor.trainer.channel.Gain;
import io.tenor.trainer.channel.Noises;
import io.tenor.trainer.channel.Room;
import io.tenor.trainer.channel.Rooms;
import io.tenor.trainer.channel.SoundChange;
import io.tenor.trainer.channel.Telephone;
import io.tenor.trainer.channel.TransformCodec;
import io.tenor.trainer.noise.Noise;
import io.tenor.trainer.noise.NoiseCondition;
import io.tenor.trainer.noise.NoiseMixer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** The ways by which recordings are heard; {@link #all} has them in the order they were added. */
public final class Conditions {

  private static final double SMALL_SECONDS = 0.3;
  private static final double MEDIUM_SECONDS = 0.6;
  private static final double LARGE_SECONDS = 1.2;

  private final int sampleRateHz;
  private final long seed;
  private final List<Condition> all = new ArrayList<>();

  /**
   * The recordings as they are.
   *
   * @param sampleRateHz their rate
   * @param seed the same seed draws the same noises and rooms
   */
  public Conditions(int sampleRateHz, long seed) {
    this.sampleRateHz = sampleRateHz;
    this.seed = seed;
    all.add(Condition.CLEAN);
  }

  /** All so far; the first is {@link Condition#CLEAN}. */
  public List<Condition> all() {
    return List.copyOf(all);
  }

  /** Loudness, lines, clipping and codecs. */
  public Conditions microphonesAndLines() {
    add("gain -20 dB", new Gain(-20));
    add("gain +10 dB", new Gain(10));
    add("telephone", "300 to 3400 Hz, mu-law", new Telephone(Companding.MULAW));
    add("mu-law", "8 bits a sample, whole band", Companding.MULAW);
    add("clipping", "driven by 12 dB", new Clipping(12));
    add("ADPCM 16 kHz", "64 kbit/s", new Adpcm(16_000));
    add("ADPCM 8 kHz", "32 kbit/s", new Adpcm(8_000));
    add("transform codec", "to 5 kHz, coarse", new TransformCodec(5_000, 1.5));
    return this;
  }

  /** The three rooms whose reverberation is nearest to 0.3, 0.6 and 1.2 s, and any room. */
  public Conditions rooms(Rooms rooms) {
    addRoom("small room", rooms.nearest(SMALL_SECONDS));
    addRoom("medium room", rooms.nearest(MEDIUM_SECONDS));
    addRoom("large room", rooms.nearest(LARGE_SECONDS));
    all.add(
        new Condition(
            "any room",
            Optional.of("each recording one of %d".formatted(rooms.all().size())),
            utterance ->
                utterance.withSamples(
                    rooms
                        .draw(random(utterance, "room"))
                        .apply(utterance.samples(), sampleRateHz))));
    return this;
  }

  /**
   * Made noises.
   *
   * @param snrsDb how much stronger the recordings are
   */
  public Conditions noises(NoiseMixer mixer, List<Noise> noises, List<Double> snrsDb) {
    for (NoiseCondition noise : NoiseCondition.all(noises, snrsDb)) {
      if (noise.noise().isPresent()) {
        all.add(
            new Condition(
                snr(noise.label(), noise.snrDb()),
                Optional.empty(),
                utterance -> mixer.mix(utterance, noise)));
      }
    }
    return this;
  }

  /**
   * Recorded noises: each recording in one of them, in the same at every strength.
   *
   * @param snrsDb how much stronger the recordings are
   */
  public Conditions places(Noises noises, List<Double> snrsDb) {
    for (double snrDb : snrsDb) {
      UnaryOperator<Utterance> mix =
          utterance -> {
            SplittableRandom random = random(utterance, "place");
            return utterance.withSamples(
                noises.draw(random).mix(utterance.samples(), snrDb, random));
          };
      all.add(
          new Condition(
              snr("place", snrDb),
              Optional.of("each recording one of %d".formatted(noises.all().size())),
              mix));
    }
    return this;
  }

  private SplittableRandom random(Utterance utterance, String what) {
    long own = 31L * utterance.id().hashCode() + what.hashCode();
    return new SplittableRandom(seed ^ own << 20);
  }

  private void addRoom(String name, Room room) {
    add(
        name,
        String.format(Locale.ROOT, "%.1f s, %s", room.reverberationSeconds(), room.name()),
        room);
  }

  private void add(String name, SoundChange change) {
    add(name, Optional.empty(), change);
  }

  private void add(String name, String detail, SoundChange change) {
    add(name, Optional.of(detail), change);
  }

  private void add(String name, Optional<String> detail, SoundChange change) {
    all.add(
        new Condition(
            name,
            detail,
            utterance -> utterance.withSamples(change.apply(utterance.samples(), sampleRateHz))));
  }

  private static String snr(String name, double snrDb) {
    return String.format(Locale.ROOT, "%s, %.0f dB", name, snrDb);
  }
}

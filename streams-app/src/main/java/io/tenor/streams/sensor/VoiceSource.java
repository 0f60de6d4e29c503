package io.tenor.streams.sensor;

import io.tenor.schema.Emotion;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A built-in synthetic voice that speaks for ever, in one manner or in turns. The same turns and
 * seed give the same samples, however they are cut. It is a caricature: a monitor that hears
 * emotions in it has shown nothing about people.
 */
public final class VoiceSource implements AudioSource {

  private final List<Turn> turns;
  private final long speaker;
  private final VoiceSynthesizer voice;

  private int turn;
  private long leftInTurn;

  /**
   * A stretch of one manner.
   *
   * @param manner how the voice sounds, or nothing for silence
   * @param length above 0
   */
  public record Turn(Optional<Emotion> manner, Duration length) {

    /** Checks the length. */
    public Turn {
      if (samples(length) < 1) {
        throw new IllegalArgumentException("A turn is longer than 0, not " + length);
      }
    }

    /** Speaks so for so long. */
    public static Turn of(Emotion manner, Duration length) {
      return new Turn(Optional.of(manner), length);
    }

    /** Is silent for so long. */
    public static Turn silence(Duration length) {
      return new Turn(Optional.empty(), length);
    }

    private static long samples(Duration length) {
      return length.toMillis() * VoiceSynthesizer.SAMPLE_RATE_HZ / 1_000;
    }

    private long samples() {
      return samples(length);
    }
  }

  /**
   * A voice in one manner.
   *
   * @param seed of the speaker, man or woman, and of what is said
   */
  public VoiceSource(Emotion manner, long seed) {
    this(List.of(Turn.of(manner, Duration.ofDays(1))), seed);
  }

  /**
   * A voice that goes through these turns again and again.
   *
   * @param turns at least one
   * @param seed of the speaker, man or woman, and of what is said
   */
  public VoiceSource(List<Turn> turns, long seed) {
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("A voice has at least one turn");
    }
    this.turns = List.copyOf(turns);
    speaker = seed;
    leftInTurn = this.turns.get(0).samples();
    Emotion first =
        this.turns.stream().flatMap(t -> t.manner().stream()).findFirst().orElse(Emotion.NEUTRAL);
    voice = new VoiceSynthesizer(profile(first), seed);
  }

  private VoiceProfile profile(Emotion manner) {
    return VoiceProfile.of(manner.label()).forSpeaker(speaker);
  }

  @Override
  public Optional<AudioBlock> next(Duration atMost) {
    if (leftInTurn == 0) {
      turn = (turn + 1) % turns.size();
      leftInTurn = turns.get(turn).samples();
      turns.get(turn).manner().ifPresent(manner -> voice.changeTo(profile(manner)));
    }
    long wanted = atMost.toNanos() * VoiceSynthesizer.SAMPLE_RATE_HZ / 1_000_000_000L;
    int count = (int) Math.min(leftInTurn, Math.max(1, wanted));
    leftInTurn -= count;
    short[] samples = turns.get(turn).manner().isPresent() ? voice.next(count) : new short[count];
    return Optional.of(new AudioBlock(VoiceSynthesizer.SAMPLE_RATE_HZ, samples));
  }

  @Override
  public Optional<Duration> length() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}

package io.tenor.streams.evaluate;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lays a speaker's utterances between silence and noise. The speaker is in one mood at a time, all
 * moods alike, for {@value #LEAST_UTTERANCES} to {@value #MOST_UTTERANCES} utterances; before each
 * mood there is a still room for 5 to 30 seconds, or, once in three times, noise for 5 to 15. The
 * same utterances, seed and length give the same samples.
 */
public final class ScriptWriter {

  /** Utterances of one mood at least. */
  static final int LEAST_UTTERANCES = 3;

  /** Utterances of one mood at most. */
  static final int MOST_UTTERANCES = 8;

  private static final double ROOM_AMPLITUDE = 12;
  private static final double LEAST_NOISE = 60;
  private static final double MOST_NOISE = 900;

  private final int rateHz;
  private final Random random;
  private final short[] samples;
  private final List<Passage> passages = new ArrayList<>();
  private int at;

  private ScriptWriter(int rateHz, long seed, int length) {
    this.rateHz = rateHz;
    this.random = new Random(seed);
    this.samples = new short[length];
  }

  /**
   * Writes a script.
   *
   * @param utterances of one speaker, at least one
   * @param rateHz of the utterances
   */
  public static Script write(List<Utterance> utterances, int rateHz, long seed, Duration length) {
    var byMood = new EnumMap<Emotion, List<Utterance>>(Emotion.class);
    utterances.forEach(
        utterance ->
            byMood.computeIfAbsent(utterance.emotion(), mood -> new ArrayList<>()).add(utterance));
    var writer =
        new ScriptWriter(rateHz, seed, Math.toIntExact(length.toMillis() * rateHz / 1_000));
    writer.fill(byMood);
    return new Script(
        utterances.get(0).speaker(), rateHz, writer.samples, List.copyOf(writer.passages));
  }

  private void fill(Map<Emotion, List<Utterance>> byMood) {
    var moods = List.copyOf(byMood.keySet());
    while (at < samples.length) {
      if (random.nextInt(3) == 0) {
        noise(5 + random.nextInt(11));
      } else {
        room(5 + 25 * random.nextDouble());
      }
      mood(byMood.get(moods.get(random.nextInt(moods.size()))));
    }
  }

  private void room(double seconds) {
    int end = Math.min(samples.length, at + (int) (seconds * rateHz));
    while (at < end) {
      samples[at++] = breath();
    }
  }

  /** The stillness of a room. */
  private short breath() {
    return (short) Math.round(ROOM_AMPLITUDE * random.nextGaussian());
  }

  /** Something that is not speech: brown, as of a road, or white, as of a fan. */
  private void noise(int seconds) {
    int end = Math.min(samples.length, at + seconds * rateHz);
    double amplitude = LEAST_NOISE * StrictMath.pow(MOST_NOISE / LEAST_NOISE, random.nextDouble());
    double memory = random.nextBoolean() ? 0.98 : 0;
    double scale = amplitude * Math.sqrt(1 - memory * memory);
    double value = 0;
    while (at < end) {
      value = memory * value + scale * random.nextGaussian();
      samples[at++] = saturated(value);
    }
  }

  private void mood(List<Utterance> utterances) {
    int count = LEAST_UTTERANCES + random.nextInt(MOST_UTTERANCES - LEAST_UTTERANCES + 1);
    for (int i = 0; i < count; i++) {
      var utterance = utterances.get(random.nextInt(utterances.size()));
      if (at + utterance.samples().length > samples.length) {
        room(samples.length); // no room for a whole one: the script ends in silence
        return;
      }
      int from = at;
      for (short sample : utterance.samples()) {
        samples[at++] = saturated(sample + breath());
      }
      passages.add(new Passage(ms(from), ms(at), utterance.emotion()));
      room(0.2 + 0.6 * random.nextDouble());
    }
  }

  private long ms(int sample) {
    return sample * 1_000L / rateHz;
  }

  private static short saturated(double value) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
  }
}

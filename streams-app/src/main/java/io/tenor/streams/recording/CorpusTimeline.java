package io.tenor.streams.recording;

import io.tenor.corpus.Utterance;
import io.tenor.schema.EmotionLabel;
import io.tenor.streams.ingest.SensorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A speaker's utterances one after the other, as one sensor hears them: {@link #LEAD} of stillness,
 * then utterances that each begin at a multiple of half a second of the session, with a pause
 * between them, and {@link #TAIL} of stillness. Windows begin every half second, so one begins with
 * every utterance. The samples of utterances are those of the corpus, stillness is {@link
 * RoomNoise}.
 */
public final class CorpusTimeline {

  /** Stillness before the first utterance. */
  public static final Duration LEAD = Duration.ofSeconds(1);

  /** Stillness after the last: enough for windows and alerts to end. */
  public static final Duration TAIL = Duration.ofSeconds(3);

  private final SensorKey sensor;
  private final int rateHz;
  private final List<Placed> utterances;
  private final long length;
  private final RoomNoise room;

  /**
   * An utterance in its place.
   *
   * @param firstSample of the session
   */
  public record Placed(Utterance utterance, long firstSample) {

    /** The session's first sample after it. */
    long end() {
      return firstSample + utterance.samples().length;
    }
  }

  private CorpusTimeline(
      SensorKey sensor, int rateHz, List<Placed> utterances, long length, RoomNoise room) {
    this.sensor = sensor;
    this.rateHz = rateHz;
    this.utterances = List.copyOf(utterances);
    this.length = length;
    this.room = room;
  }

  /**
   * Lays utterances out.
   *
   * @param own utterances of one speaker, in the order in which they are to be heard
   * @param rateHz of their samples, even
   * @param pause between two utterances at least
   */
  public static CorpusTimeline of(
      SensorKey sensor, List<Utterance> own, int rateHz, Duration pause) {
    long half = rateHz / 2;
    long gap = pause.toMillis() * rateHz / 1_000;
    var placed = new ArrayList<Placed>();
    long at = LEAD.toMillis() * rateHz / 1_000;
    for (var utterance : own) {
      at = (at + half - 1) / half * half;
      placed.add(new Placed(utterance, at));
      at += utterance.samples().length + gap;
    }
    long end = placed.isEmpty() ? at : placed.get(placed.size() - 1).end();
    return new CorpusTimeline(
        sensor, rateHz, placed, end + TAIL.toMillis() * rateHz / 1_000, RoomNoise.of(own, rateHz));
  }

  /** Who hears it. */
  public SensorKey sensor() {
    return sensor;
  }

  /** The utterances in their order. */
  public List<Placed> utterances() {
    return utterances;
  }

  /** Length of the session, samples. */
  public long length() {
    return length;
  }

  /** Length of the session. */
  public Duration duration() {
    return Duration.ofMillis(length * 1_000 / rateHz);
  }

  /**
   * The samples from one index of the session to another.
   *
   * @throws IndexOutOfBoundsException if these are not within the session
   */
  public short[] samples(long from, long to) {
    if (from < 0 || to < from || to > length) {
      throw new IndexOutOfBoundsException("%d to %d of %d samples".formatted(from, to, length));
    }
    short[] samples = new short[Math.toIntExact(to - from)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = room.at(from + i);
    }
    for (var placed : utterances) {
      long low = Math.max(from, placed.firstSample());
      long high = Math.min(to, placed.end());
      if (low < high) {
        System.arraycopy(
            placed.utterance().samples(),
            Math.toIntExact(low - placed.firstSample()),
            samples,
            Math.toIntExact(low - from),
            Math.toIntExact(high - low));
      }
    }
    return samples;
  }

  /** What was acted, as labels. */
  public List<EmotionLabel> labels(Instant start, String annotator) {
    return utterances.stream()
        .map(
            placed ->
                new EmotionLabel(
                    sensor.id(),
                    sensor.context(),
                    time(start, placed.firstSample()),
                    time(start, placed.end()),
                    placed.utterance().emotion().label(),
                    annotator))
        .toList();
  }

  private Instant time(Instant start, long sample) {
    return start.plusMillis(sample * 1_000 / rateHz);
  }
}

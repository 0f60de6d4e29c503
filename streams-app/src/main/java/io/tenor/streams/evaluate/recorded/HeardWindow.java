package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import java.util.Optional;

/**
 * What an evaluation keeps of an event: a night of a ward has millions.
 *
 * @param startMs capture time of its first sample, milliseconds since 1970
 * @param endMs capture time just after its last
 * @param session the sensor's session
 * @param firstSample index of its first sample on the session's 16 kHz timeline
 * @param outcome what the window came to
 * @param emotion the label, if it is an emotion
 * @param probabilities by the order of {@link Emotion}; empty for silence
 */
@SuppressWarnings("ArrayRecordComponent") // there are millions, and nobody compares two
public record HeardWindow(
    long startMs,
    long endMs,
    String session,
    long firstSample,
    Outcome outcome,
    Optional<Emotion> emotion,
    float[] probabilities) {

  private static final float[] NONE = {};
  private static final Emotion[] EMOTIONS = Emotion.values();

  /** What is kept of an event. */
  public static HeardWindow of(EmotionEvent event) {
    float[] probabilities = NONE;
    if (!event.probabilities().isEmpty()) {
      probabilities = new float[EMOTIONS.length];
      for (int i = 0; i < EMOTIONS.length; i++) {
        probabilities[i] =
            event.probabilities().getOrDefault(EMOTIONS[i].label(), 0.0).floatValue();
      }
    }
    return new HeardWindow(
        event.start().toEpochMilli(),
        event.end().toEpochMilli(),
        event.session(),
        event.firstSample(),
        event.outcome(),
        Emotion.ofLabel(event.label()),
        probabilities);
  }

  /** Whether there is speech in it. */
  public boolean isSpeech() {
    return probabilities.length > 0;
  }

  /** Place of the most probable emotion in the order of {@link Emotion}; only with speech. */
  int mostProbable() {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }

  /** How much of a time it overlaps with, ms. */
  long overlapMs(long fromMs, long toMs) {
    return Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
  }
}

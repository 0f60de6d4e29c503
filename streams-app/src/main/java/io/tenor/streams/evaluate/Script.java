package io.tenor.streams.evaluate;

import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A recording of one speaker with a known timeline.
 *
 * @param speaker who speaks
 * @param sampleRateHz of the samples
 * @param samples mono; shared, not to be changed
 * @param passages the utterances in their order; between them nobody speaks
 */
@SuppressWarnings("ArrayRecordComponent") // a recording is large, and nobody compares two
public record Script(String speaker, int sampleRateHz, short[] samples, List<Passage> passages) {

  /** Copies the passages. */
  public Script {
    passages = List.copyOf(passages);
  }

  /**
   * A time in which a speaker was in some mood.
   *
   * @param fromMs where it begins
   * @param toMs where it ends
   */
  public record Episode(long fromMs, long toMs) {}

  /**
   * The times in which the speaker was in one of these moods: utterances with no other mood and
   * less than {@code pauseMs} between them.
   */
  public List<Episode> episodes(Collection<Emotion> emotions, long pauseMs) {
    var episodes = new ArrayList<Episode>();
    boolean goesOn = false;
    for (var passage : passages) {
      if (!emotions.contains(passage.emotion())) {
        goesOn = false;
        continue;
      }
      int last = episodes.size() - 1;
      if (goesOn && passage.fromMs() - episodes.get(last).toMs() < pauseMs) {
        episodes.set(last, new Episode(episodes.get(last).fromMs(), passage.toMs()));
      } else {
        episodes.add(new Episode(passage.fromMs(), passage.toMs()));
      }
      goesOn = true;
    }
    return episodes;
  }
}

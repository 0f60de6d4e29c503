package io.tenor.streams.evaluate;

import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A time in which a speaker was in some mood.
 *
 * @param fromMs where it begins
 * @param toMs where it ends
 */
public record Episode(long fromMs, long toMs) {

  /**
   * The times in which a speaker was in one of these moods: utterances with no other mood and less
   * than {@code pauseMs} between them.
   *
   * @param passages in their order
   */
  public static List<Episode> of(
      List<Passage> passages, Collection<Emotion> emotions, long pauseMs) {
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

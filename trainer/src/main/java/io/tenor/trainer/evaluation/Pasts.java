package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which other utterances of its speaker, all of one emotion, a sensor has heard before an
 * utterance: at most {@value #MOST}, about a minute of speech, spread over all that there are. Most
 * utterances of a long list have the same past, so that it need not be heard for each of them.
 */
final class Pasts {

  /** Most utterances of a past. */
  static final int MOST = 16;

  private final List<Utterance> utterances;
  private final Map<Mood, List<Integer>> some = new HashMap<>();

  /** A speaker in an emotion. */
  record Mood(String speaker, Emotion emotion) {}

  /**
   * What comes before an utterance.
   *
   * @param places of the utterances, in the order in which they are heard
   * @param common whether it is that of every utterance that is not in the mood's longest past
   */
  record Past(List<Integer> places, boolean common) {}

  /** Prepares for utterances of which each speaker's are heard by one sensor. */
  Pasts(List<Utterance> utterances) {
    this.utterances = utterances;
    Map<Mood, List<Integer>> all = new HashMap<>();
    for (int place = 0; place < utterances.size(); place++) {
      Utterance u = utterances.get(place);
      all.computeIfAbsent(new Mood(u.speaker(), u.emotion()), m -> new ArrayList<>()).add(place);
    }
    all.forEach((mood, places) -> some.put(mood, spread(places)));
  }

  /** One more than a past holds, so that it is as long without the utterance itself. */
  private static List<Integer> spread(List<Integer> places) {
    int count = Math.min(places.size(), MOST + 1);
    List<Integer> spread = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spread.add(places.get((int) ((long) i * places.size() / count)));
    }
    return spread;
  }

  /** The mood of an utterance's speaker in an emotion. */
  Mood mood(int place, Emotion emotion) {
    return new Mood(utterances.get(place).speaker(), emotion);
  }

  /** What the sensor of an utterance has heard if its speaker was in this mood alone. */
  Past before(int place, Mood mood) {
    List<Integer> known = some.getOrDefault(mood, List.of());
    if (known.contains(place)) {
      return new Past(known.stream().filter(other -> other != place).toList(), false);
    }
    return new Past(known.subList(0, Math.min(MOST, known.size())), true);
  }
}

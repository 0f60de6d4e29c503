package io.tenor.streams.evaluate;

import io.tenor.schema.AlertState;
import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionAlert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well the alerts of a rule tell the episodes of its emotions. An alert and an episode go
 * together if the alert was open at some time from the episode's start to {@link #COLLAR_MS} after
 * its end.
 *
 * @param episodes how many there were
 * @param detected of them: those that an alert goes together with
 * @param heldBack of them: those without one that were in part in the cool-down of the one before
 * @param raised alerts
 * @param falseAlerts of them: those that go together with no episode
 * @param flicker of them: those that were raised within the cool-down after the one before
 * @param delaysMs of the detected, from the episode's start to the raising, sorted; 0 if the alert
 *     was open before
 * @param hours length of the recordings
 */
public record AlertScore(
    int episodes,
    int detected,
    int heldBack,
    int raised,
    int falseAlerts,
    int flicker,
    List<Long> delaysMs,
    double hours) {

  /** An episode's last window ends so long after it, and the score takes a moment to fall. */
  public static final long COLLAR_MS = 2_000;

  /** Utterances with a shorter pause between them are one episode. */
  public static final long PAUSE_MS = 3_000;

  /** Copies the delays. */
  public AlertScore {
    delaysMs = List.copyOf(delaysMs);
  }

  private record Span(long fromMs, long toMs) {}

  /**
   * Scores one sensor.
   *
   * @param alerts messages of one rule and one sensor, in their order
   * @param startMs when its script began, milliseconds since 1970
   * @param lengthMs of the script
   * @param coolDownMs of the rule
   */
  public static AlertScore of(
      List<Episode> episodes,
      List<EmotionAlert> alerts,
      long startMs,
      long lengthMs,
      long coolDownMs) {
    var open = spans(alerts, startMs, lengthMs);
    var delays = new ArrayList<Long>();
    int heldBack = 0;
    for (var episode : episodes) {
      var first = open.stream().filter(span -> together(span, episode)).findFirst();
      if (first.isPresent()) {
        delays.add(Math.max(0, first.get().fromMs() - episode.fromMs()));
      } else if (open.stream()
          .anyMatch(
              span ->
                  span.toMs() <= episode.toMs() && span.toMs() + coolDownMs > episode.fromMs())) {
        heldBack++;
      }
    }
    int falseAlerts =
        (int)
            open.stream()
                .filter(span -> episodes.stream().noneMatch(episode -> together(span, episode)))
                .count();
    int flicker = 0;
    for (int i = 1; i < open.size(); i++) {
      flicker += open.get(i).fromMs() - open.get(i - 1).toMs() < coolDownMs ? 1 : 0;
    }
    delays.sort(null);
    return new AlertScore(
        episodes.size(),
        delays.size(),
        heldBack,
        open.size(),
        falseAlerts,
        flicker,
        delays,
        lengthMs / 3_600_000.0);
  }

  private static boolean together(Span span, Episode episode) {
    return span.fromMs() <= episode.toMs() + COLLAR_MS && span.toMs() >= episode.fromMs();
  }

  /** When each alert was open, since the start of the script. */
  private static List<Span> spans(List<EmotionAlert> alerts, long startMs, long lengthMs) {
    Map<String, Span> spans = new LinkedHashMap<>();
    for (var alert : alerts) {
      long atMs = alert.at().toEpochMilli() - startMs;
      if (alert.state() == AlertState.RAISED) {
        spans.put(alert.id(), new Span(atMs, lengthMs));
      } else if (alert.state().isEnd()) {
        spans.computeIfPresent(alert.id(), (id, span) -> new Span(span.fromMs(), atMs));
      }
    }
    return List.copyOf(spans.values());
  }

  /**
   * What was said when the false alerts of one sensor were raised: the mood of the utterance that
   * began last.
   *
   * @param passages that the sensor has heard
   * @param alerts as for {@link #of}
   */
  public static Map<Emotion, Integer> falseDuring(
      List<Passage> passages, List<Episode> episodes, List<EmotionAlert> alerts, long startMs) {
    Map<Emotion, Integer> moods = new EnumMap<>(Emotion.class);
    for (var span : spans(alerts, startMs, Long.MAX_VALUE)) {
      if (episodes.stream().noneMatch(episode -> together(span, episode))) {
        passages.stream()
            .filter(passage -> passage.fromMs() < span.fromMs())
            .reduce((first, second) -> second)
            .ifPresent(passage -> moods.merge(passage.emotion(), 1, Integer::sum));
      }
    }
    return moods;
  }

  /** The scores of several sensors together. */
  public AlertScore plus(AlertScore other) {
    var delays = new ArrayList<>(delaysMs);
    delays.addAll(other.delaysMs);
    delays.sort(null);
    return new AlertScore(
        episodes + other.episodes,
        detected + other.detected,
        heldBack + other.heldBack,
        raised + other.raised,
        falseAlerts + other.falseAlerts,
        flicker + other.flicker,
        delays,
        hours + other.hours);
  }

  /** Nothing yet. */
  public static AlertScore none() {
    return new AlertScore(0, 0, 0, 0, 0, 0, List.of(), 0);
  }

  /** Episodes that no alert told, and that no cool-down held back. */
  public int missed() {
    return episodes - detected - heldBack;
  }

  /** Alerts that go together with no episode, per hour of recording. */
  public double falsePerHour() {
    return hours == 0 ? 0 : falseAlerts / hours;
  }

  /**
   * The delay that a share of the detected episodes does not exceed (nearest rank), ms; 0 if there
   * is none.
   */
  public long delayMs(double share) {
    long[] sorted = delaysMs.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}

package io.tenor.streams.evaluate;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Purpose;
import io.tenor.streams.SpokenEvents;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.RuleFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts with a known timeline, and how alerts are scored by it. */
class ScriptedAlertsTest {

  private static final int RATE = 16_000;
  private static final Duration MINUTES = Duration.ofMinutes(6);

  private static final String RULE =
      """
      version: a
      smoothing: {model: none}
      rules:
        - {name: anger, emotions: [anger], raise: 0.6, clear: 0.3, for: 1s, coolDown: 5s}
      """;

  /** Utterances that can be found again: each of one second, of one value. */
  private static List<Utterance> utterances() {
    var utterances = new ArrayList<Utterance>();
    for (var emotion : List.of(Emotion.ANGER, Emotion.SADNESS, Emotion.NEUTRAL)) {
      var samples = new short[RATE];
      Arrays.fill(samples, (short) (10_000 + 2_000 * utterances.size()));
      utterances.add(new Utterance(emotion.label(), "03", "a01", emotion, samples));
    }
    return utterances;
  }

  @Test
  void aScriptHoldsEachPassageWhereItsTimelineSays() {
    // When
    var script = ScriptWriter.write(utterances(), RATE, 7, MINUTES);

    // Then
    assertThat(script.samples()).hasSize(6 * 60 * RATE);
    assertThat(script.passages()).hasSizeGreaterThan(30);
    assertThat(script.passages())
        .extracting(Passage::emotion)
        .contains(Emotion.ANGER, Emotion.SADNESS);
    for (var passage : script.passages()) {
      assertThat(passage.toMs() - passage.fromMs()).isBetween(999L, 1_000L);
      int middle = (int) ((passage.fromMs() + 500) * RATE / 1_000);
      int expected =
          switch (passage.emotion()) {
            case ANGER -> 10_000;
            case SADNESS -> 12_000;
            default -> 14_000;
          };
      assertThat((int) script.samples()[middle]).isBetween(expected - 100, expected + 100);
    }
  }

  @Test
  void theSameSeedWritesTheSameScriptAndAnotherAnother() {
    // When
    var one = ScriptWriter.write(utterances(), RATE, 7, MINUTES);
    var again = ScriptWriter.write(utterances(), RATE, 7, MINUTES);
    var other = ScriptWriter.write(utterances(), RATE, 8, MINUTES);

    // Then
    assertThat(again.samples()).isEqualTo(one.samples());
    assertThat(again.passages()).isEqualTo(one.passages());
    assertThat(other.passages()).isNotEqualTo(one.passages());
  }

  @Test
  void passagesOfAMoodWithShortPausesAreOneEpisode() {
    // Given
    var script =
        new Script(
            "03",
            RATE,
            new short[0],
            List.of(
                new Passage(0, 1_000, Emotion.ANGER),
                new Passage(1_500, 3_000, Emotion.FEAR),
                new Passage(6_500, 7_000, Emotion.ANGER),
                new Passage(7_500, 8_000, Emotion.SADNESS),
                new Passage(8_500, 9_000, Emotion.ANGER)));

    // Then
    assertThat(Episode.of(script.passages(), List.of(Emotion.ANGER, Emotion.FEAR), 3_000))
        .containsExactly(
            new Episode(0, 3_000), new Episode(6_500, 7_000), new Episode(8_500, 9_000));
  }

  /** Alerts of a sensor that is angry from a second to another, and says nothing otherwise. */
  private static List<EmotionAlert> alerts(double from, double to, double end) {
    return AlertReplay.of(
        new AlertEngine(RuleFile.parse(RULE), Purpose.RESEARCH), events(from, to, end));
  }

  private static List<EmotionEvent> events(double from, double to, double end) {
    var events = new ArrayList<EmotionEvent>();
    for (double at = 2; at <= end; at += 0.5) {
      events.add(at >= from && at <= to ? anger(at, 0.9) : silence(at));
    }
    return events;
  }

  private static AlertScore score(List<Episode> episodes, List<EmotionAlert> alerts) {
    return AlertScore.of(episodes, alerts, SpokenEvents.START.toEpochMilli(), 1_800_000, 5_000);
  }

  @Test
  void theDelayIsFromTheStartOfTheEpisodeToTheRaising() {
    // When: raised at 11 s, cleared at 20.5 s
    var score = score(List.of(new Episode(8_000, 19_000)), alerts(10, 20, 60));

    // Then
    assertThat(score.detected()).isEqualTo(1);
    assertThat(score.delaysMs()).containsExactly(3_000L);
    assertThat(score.falseAlerts()).isZero();
    assertThat(score.missed()).isZero();
  }

  @Test
  void anAlertWithoutAnEpisodeIsFalseAndAnEpisodeWithoutAnAlertIsMissed() {
    // When
    var score = score(List.of(new Episode(40_000, 50_000)), alerts(10, 20, 60));

    // Then
    assertThat(score.falseAlerts()).isEqualTo(1);
    assertThat(score.falsePerHour()).isEqualTo(2);
    assertThat(score.missed()).isEqualTo(1);
    assertThat(score.delayMs(0.5)).isZero();
  }

  @Test
  void ofAFalseAlertItIsToldWhatWasSaidWhenItWasRaised() {
    // Given
    var script =
        new Script(
            "03",
            RATE,
            new short[0],
            List.of(
                new Passage(1_000, 3_000, Emotion.SADNESS),
                new Passage(8_000, 19_000, Emotion.HAPPINESS),
                new Passage(22_000, 25_000, Emotion.NEUTRAL)));
    long startMs = SpokenEvents.START.toEpochMilli();

    // Then: raised at 11 s
    assertThat(AlertScore.falseDuring(script.passages(), List.of(), alerts(10, 20, 60), startMs))
        .containsExactly(entry(Emotion.HAPPINESS, 1));
    assertThat(
            AlertScore.falseDuring(
                script.passages(),
                List.of(new Episode(8_000, 19_000)),
                alerts(10, 20, 60),
                startMs))
        .isEmpty();
  }

  @Test
  void anEpisodeInTheCoolDownIsHeldBackAndNotMissed() {
    // When: cleared at 20.5 s
    var score =
        score(List.of(new Episode(8_000, 18_000), new Episode(22_600, 24_000)), alerts(10, 20, 60));

    // Then
    assertThat(score.heldBack()).isEqualTo(1);
    assertThat(score.missed()).isZero();
  }

  @Test
  void scoresOfSensorsAddUp() {
    // Given
    var late = score(List.of(new Episode(4_000, 19_000)), alerts(10, 20, 60));
    var soon = score(List.of(new Episode(9_500, 19_000)), alerts(10, 20, 60));
    var missed = score(List.of(new Episode(40_000, 50_000)), List.of());

    // When
    var all = AlertScore.none().plus(late).plus(soon).plus(missed);

    // Then
    assertThat(all.episodes()).isEqualTo(3);
    assertThat(all.delaysMs()).containsExactly(1_500L, 7_000L);
    assertThat(all.delayMs(0.5)).isEqualTo(1_500);
    assertThat(all.delayMs(0.95)).isEqualTo(7_000);
    assertThat(all.hours()).isEqualTo(1.5);
    assertThat(all.missed()).isEqualTo(1);
  }

  @Test
  void theTradeOffHasSettingsThatNoOtherBeatsAndAPictureOfThem() {
    // Given: a script with one episode, and an event stream with a false alarm before it
    var events = new ArrayList<EmotionEvent>();
    for (double at = 2; at <= 120; at += 0.5) {
      boolean episode = at >= 62 && at <= 75;
      boolean slip = at >= 30 && at <= 32;
      events.add(episode || slip ? anger(at, episode ? 0.9 : 0.7) : silence(at));
    }
    var script =
        new Script(
            "03", RATE, new short[120 * RATE], List.of(new Passage(60_000, 75_000, Emotion.ANGER)));
    var rule = RuleFile.parse(RULE).rules().get(0);

    // When
    var points =
        TradeOff.of(rule, List.of(new Heard(script, SpokenEvents.START.toEpochMilli(), events)));
    var best = TradeOff.best(points);

    // Then
    assertThat(points).hasSizeGreaterThan(500);
    assertThat(points.stream().filter(p -> p.score().falseAlerts() > 0)).isNotEmpty();
    assertThat(best).isNotEmpty().hasSizeLessThan(points.size());
    assertThat(best).allMatch(p -> p.score().falseAlerts() == 0 && p.score().detected() == 1);
    var svg = TradeOffChart.svg(points);
    assertThat(svg)
        .startsWith("<svg")
        .endsWith("</svg>\n")
        .contains("markov", "exponential", "none");
  }
}

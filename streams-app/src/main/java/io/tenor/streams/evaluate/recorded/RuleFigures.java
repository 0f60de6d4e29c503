package io.tenor.streams.evaluate.recorded;

import io.tenor.streams.evaluate.AlertScore;

/**
 * What a rule raised.
 *
 * @param rules version of its set
 * @param raised alerts
 * @param judged whether labels tell when it should have raised one: it is about emotions
 * @param unjudged alerts raised where nobody had labelled anything in the ten seconds before; they
 *     are in no other figure
 * @param episodes times in which it should have raised one
 * @param detected of these: with an alert that was open from their start to two seconds after their
 *     end
 * @param heldBack of these: without one, in the cool-down of the one before
 * @param missed of these: all others
 * @param falseAlerts alerts that go together with no episode
 * @param falsePerHour of the sensors' time, pauses included
 * @param delayP50Ms from an episode's start to its alert, median
 * @param delayP95Ms likewise the 95th percentile
 */
public record RuleFigures(
    String rules,
    String rule,
    int raised,
    boolean judged,
    int unjudged,
    int episodes,
    int detected,
    int heldBack,
    int missed,
    int falseAlerts,
    double falsePerHour,
    long delayP50Ms,
    long delayP95Ms) {

  static RuleFigures of(String rules, String rule, boolean judged, int unjudged, AlertScore score) {
    return new RuleFigures(
        rules,
        rule,
        score.raised() + unjudged,
        judged,
        unjudged,
        judged ? score.episodes() : 0,
        judged ? score.detected() : 0,
        judged ? score.heldBack() : 0,
        judged ? score.missed() : 0,
        judged ? score.falseAlerts() : 0,
        judged ? Rounded.four(score.falsePerHour()) : 0,
        judged ? score.delayMs(0.5) : 0,
        judged ? score.delayMs(0.95) : 0);
  }
}

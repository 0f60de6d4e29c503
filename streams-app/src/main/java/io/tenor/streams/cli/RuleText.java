package io.tenor.streams.cli;

import io.tenor.schema.Emotion;
import io.tenor.schema.SensorContext;
import io.tenor.streams.alert.AlertRule;
import io.tenor.streams.alert.Condition;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.alert.TemporalModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules in words. */
final class RuleText {

  private RuleText() {}

  /** What rules mean, a line each, smoothing first. */
  static List<String> lines(RuleSet set) {
    var lines = new ArrayList<String>();
    lines.add(
        "Rules %s: %d, %s.".formatted(set.version(), set.rules().size(), text(set.smoothing())));
    set.rules().forEach(rule -> lines.add(line(rule)));
    return lines;
  }

  private static String text(TemporalModel model) {
    if (model instanceof TemporalModel.Markov markov) {
      return "smoothed by a Markov model (dwell %s, weight %s)"
          .formatted(text(markov.dwell()), markov.weight());
    }
    if (model instanceof TemporalModel.Exponential exponential) {
      return "smoothed exponentially (half-life %s)".formatted(text(exponential.halfLife()));
    }
    return "not smoothed";
  }

  private static String line(AlertRule rule) {
    var where =
        rule.contexts().size() == SensorContext.values().length
            ? ""
            : rule.contexts().stream()
                .map(context -> " (" + context.label() + ")")
                .collect(Collectors.joining());
    var escalation =
        rule.escalation()
            .map(
                to ->
                    ", %s if not acknowledged in %s"
                        .formatted(to.priority().label(), text(to.after())))
            .orElse("");
    return "- %s%s: %s%s; priority %s%s; none again for %s; expires after %s unheard"
        .formatted(
            rule.name(),
            where,
            what(rule),
            rule.speechShare() > 0
                ? ", with speech in %.0f %% of it".formatted(100 * rule.speechShare())
                : "",
            rule.priority().label(),
            escalation,
            text(rule.coolDown()),
            text(rule.expireAfter()));
  }

  private static String what(AlertRule rule) {
    var held =
        "%s or more for %s, cleared below %s"
            .formatted(percent(rule.raiseAt()), text(rule.minDuration()), percent(rule.clearAt()));
    var condition = rule.condition();
    return switch (condition.kind()) {
      case EMOTION -> "%s at %s".formatted(or(condition.emotions()), held);
      case RISING ->
          "%s up from what was usual (half-life %s) by %s"
              .formatted(
                  or(condition.emotions()), text(((Condition.Rising) condition).over()), held);
      case MIXED ->
          "%s at once, each at %s"
              .formatted(
                  ((Condition.Mixed) condition)
                      .groups().stream()
                          .map(group -> "(" + or(group) + ")")
                          .collect(Collectors.joining(" and ")),
                  held);
      case AROUSAL ->
          ((Condition.Arousal) condition).unless().isEmpty()
              ? "arousal at %s".formatted(held)
              : "arousal, unless it is %s, at %s"
                  .formatted(or(((Condition.Arousal) condition).unless()), held);
      case UNKNOWN -> "speech that cannot be told: %s".formatted(held);
      case OFFLINE -> "nothing heard for %s".formatted(text(rule.minDuration()));
      case CLIPPED -> "windows that are overdriven: %s".formatted(held);
      case NOISY ->
          "windows with a background above %.0f dB: %s"
              .formatted(((Condition.Noisy) condition).aboveDb(), held);
      case QUIET ->
          "windows below %.0f dB: %s".formatted(((Condition.Quiet) condition).belowDb(), held);
    };
  }

  private static String or(List<Emotion> emotions) {
    return emotions.stream().map(Emotion::label).collect(Collectors.joining(" or "));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String text(Duration duration) {
    long ms = duration.toMillis();
    if (ms % 3_600_000 == 0 && ms > 0) {
      return ms / 3_600_000 + " h";
    }
    if (ms % 60_000 == 0 && ms > 0) {
      return ms / 60_000 + " min";
    }
    return ms % 1_000 == 0 ? ms / 1_000 + " s" : ms + " ms";
  }
}

package io.tenor.trainer.report;

import io.tenor.trainer.evaluation.Hearing;
import java.util.Arrays;

/** How a report names and draws the ways in which utterances were heard. */
final class ViewTitles {

  private ViewTitles() {}

  /** Name of a view in a report, and of its figures. */
  static String name(Hearing hearing) {
    return switch (hearing) {
      case ALONE -> Report.PLAIN;
      case HISTORY -> Report.ADAPTED;
      case MOODS -> Report.MOODS;
      case CALM -> Report.CALM;
      case ONE_MOOD -> Report.ONE_MOOD;
    };
  }

  /** For a heading. */
  static String title(String view) {
    return switch (of(view)) {
      case ALONE -> "Without history";
      case HISTORY -> "With the sensor's history";
      case MOODS -> "With a history of one mood after the other";
      case CALM -> "After the speaker's neutral utterances";
      case ONE_MOOD -> "After the speaker's utterances of the same mood";
    };
  }

  /** The class of a view's curves in a picture. */
  static String series(String view) {
    return switch (of(view)) {
      case ALONE -> "series first";
      case HISTORY -> "series second";
      case MOODS -> "series third";
      case CALM -> "series fourth";
      case ONE_MOOD -> "series fifth";
    };
  }

  private static Hearing of(String view) {
    return Arrays.stream(Hearing.values())
        .filter(hearing -> name(hearing).equals(view))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no view " + view));
  }
}

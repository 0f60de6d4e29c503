package io.tenor.trainer.report;

import java.util.Arrays;

/** The ways in which the tested utterances are heard, as a report shows them. */
enum Hearing {
  /** Each utterance on a sensor that has heard nothing. */
  ALONE(Report.PLAIN, "Without history", "first"),

  /** With what the sensor has heard before, in random orders. */
  HISTORY(Report.ADAPTED, "With the sensor's history", "second"),

  /** With what the sensor has heard before, one emotion after the other. */
  MOODS(Report.MOODS, "With a history of one mood after the other", "third");

  private final String view;
  private final String title;
  private final String series;

  Hearing(String view, String title, String series) {
    this.view = view;
    this.title = title;
    this.series = series;
  }

  /** The one of a view's name. */
  static Hearing of(String view) {
    return Arrays.stream(values())
        .filter(hearing -> hearing.view.equals(view))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no view " + view));
  }

  /** Its name in a report. */
  String view() {
    return view;
  }

  /** For a heading. */
  String title() {
    return title;
  }

  /** The class of its curves in a picture. */
  String series() {
    return series;
  }
}

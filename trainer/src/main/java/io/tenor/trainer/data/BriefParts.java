package io.tenor.trainer.data;

import java.util.random.RandomGenerator;

/**
 * Draws short parts of recordings, as long as a word or a cry: where a sound is shorter than a
 * window, the monitor hears it again and again, and so does training.
 */
final class BriefParts {

  /** Shortest and longest part, frames of 10 ms. */
  private static final int SHORTEST = 50;

  private static final int LONGEST = 160;

  /** Places that are looked at; the loudest of them is taken, so that it is hardly ever a pause. */
  private static final int PLACES = 3;

  private BriefParts() {}

  /**
   * A part of a recording.
   *
   * @param start its first column
   * @param columns of the part
   */
  record Part(int start, Columns columns) {}

  /** Draws a part; the whole recording if it is no longer than that. */
  static Part draw(Columns columns, RandomGenerator random) {
    int length = random.nextInt(SHORTEST, LONGEST + 1);
    if (columns.frames() <= length) {
      return new Part(0, columns);
    }
    Part loudest = null;
    double most = -1;
    for (int place = 0; place < PLACES; place++) {
      int start = random.nextInt(columns.frames() - length + 1);
      Columns part = columns.part(start, start + length);
      double loudness = 0;
      for (byte level : part.levels()) {
        loudness += Byte.toUnsignedInt(level);
      }
      if (loudness > most) {
        most = loudness;
        loudest = new Part(start, part);
      }
    }
    return loudest;
  }
}

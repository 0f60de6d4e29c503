package io.tenor.streams.dashboard;

import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was heard of one sensor in the last minutes, in a ring of plain numbers: thousands of
 * sensors have one. The n-th window heard has the number n, from 0, also when the first are
 * forgotten. Not thread-safe.
 */
final class Heard {

  /** Windows kept: five minutes of one every half second. */
  static final int CAPACITY = 600;

  /** The emotions, in the order in which their shares are told. */
  static final List<String> EMOTIONS = Stream.of(Emotion.values()).map(Emotion::label).toList();

  /** How long a letter of a {@link #strip} stands for, in milliseconds. */
  static final int SLOT_MS = 2_000;

  /** Letters of a {@link #strip}: a minute. */
  static final int SLOTS = 30;

  private static final char UNKNOWN = '?';
  private static final char SILENCE = '.';
  private static final char NOTHING = ' ';
  private static final int FIRST_CAPACITY = 32;
  private static final int WIDTH = EMOTIONS.size();

  private long[] endMs = new long[FIRST_CAPACITY];
  private char[] letter = new char[FIRST_CAPACITY];
  private byte[] percent = new byte[FIRST_CAPACITY * WIDTH];
  private byte[] speech = new byte[FIRST_CAPACITY];
  private short[] levelDb = new short[FIRST_CAPACITY];
  private long count;

  /**
   * Some windows, one after another.
   *
   * @param from number of the first
   * @param next number of the one that comes after the last
   * @param ends when each ended (capture time, milliseconds since 1970)
   * @param letters what was heard in each: the first letter of an emotion, {@code ?} or {@code .}
   * @param shares for each window the percentage of every emotion of {@link #EMOTIONS}
   * @param speech percentage of each that is speech
   * @param levels level of each (dB)
   */
  record Windows(
      long from,
      long next,
      long[] ends,
      String letters,
      int[] shares,
      int[] speech,
      int[] levels) {}

  /** Takes the next window. */
  void add(EmotionEvent event) {
    if (count == endMs.length && count < CAPACITY) {
      grow(Math.min(CAPACITY, endMs.length * 2));
    }
    int at = index(count);
    endMs[at] = event.end().toEpochMilli();
    letter[at] = letter(event);
    for (int n = 0; n < WIDTH; n++) {
      percent[at * WIDTH + n] = percent(event.probabilities().getOrDefault(EMOTIONS.get(n), 0.0));
    }
    speech[at] = percent(event.speechShare());
    levelDb[at] = (short) Math.max(-200, Math.min(200, Math.round(event.levelDb())));
    count++;
  }

  /** Windows heard so far. */
  long count() {
    return count;
  }

  /** Those that are kept, from this number on. */
  Windows since(long number) {
    long from = Math.max(Math.max(0, number), count - Math.min(count, endMs.length));
    int size = (int) Math.max(0, count - from);
    var windows =
        new Windows(
            from, count, new long[size], "", new int[size * WIDTH], new int[size], new int[size]);
    var letters = new StringBuilder(size);
    for (int n = 0; n < size; n++) {
      int at = index(from + n);
      windows.ends[n] = endMs[at];
      letters.append(letter[at]);
      for (int share = 0; share < WIDTH; share++) {
        windows.shares[n * WIDTH + share] = percent[at * WIDTH + share];
      }
      windows.speech[n] = speech[at];
      windows.levels[n] = levelDb[at];
    }
    return new Windows(
        from,
        count,
        windows.ends,
        letters.toString(),
        windows.shares,
        windows.speech,
        windows.levels);
  }

  /**
   * The last minute in a letter for each two seconds, the latest last; a blank where nothing came.
   * What was heard goes before silence, and of two the later.
   */
  String strip() {
    var strip = new char[SLOTS];
    Arrays.fill(strip, NOTHING);
    if (count > 0) {
      long lastSlot = endMs[index(count - 1)] / SLOT_MS;
      for (long n = count - 1; n >= Math.max(0, count - endMs.length); n--) {
        long back = lastSlot - endMs[index(n)] / SLOT_MS;
        if (back >= SLOTS) {
          break;
        }
        int slot = (int) (SLOTS - 1 - Math.max(0, back));
        char heard = letter[index(n)];
        if (strip[slot] == NOTHING || (strip[slot] == SILENCE && heard != SILENCE)) {
          strip[slot] = heard;
        }
      }
    }
    return new String(strip);
  }

  private int index(long number) {
    return (int) (number % endMs.length);
  }

  /** Only while nothing was forgotten, so that every window keeps its place. */
  private void grow(int capacity) {
    endMs = Arrays.copyOf(endMs, capacity);
    letter = Arrays.copyOf(letter, capacity);
    percent = Arrays.copyOf(percent, capacity * WIDTH);
    speech = Arrays.copyOf(speech, capacity);
    levelDb = Arrays.copyOf(levelDb, capacity);
  }

  private static char letter(EmotionEvent event) {
    return event.outcome() == Outcome.EMOTION
        ? event.label().charAt(0)
        : event.outcome() == Outcome.UNKNOWN ? UNKNOWN : SILENCE;
  }

  private static byte percent(double share) {
    return (byte) Math.round(share * 100);
  }
}

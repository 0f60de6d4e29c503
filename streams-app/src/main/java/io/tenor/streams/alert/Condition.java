package io.tenor.streams.alert;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.Emotion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule looks at: it turns the windows of a sensor into a score from 0 to 1. Scores of
 * emotions come from the {@link Belief}; the others are shares of windows, smoothed exponentially
 * with a half-life of their own.
 */
public sealed interface Condition {

  /** Which kind it is. */
  AlertCondition kind();

  /** The emotions that it watches; none for a condition without emotion. */
  default List<Emotion> emotions() {
    return List.of();
  }

  /** The smoothed probabilities of these emotions, added. */
  record Emotions(List<Emotion> emotions) implements Condition {
    /** Copies the list. */
    public Emotions {
      emotions = List.copyOf(emotions);
    }

    @Override
    public AlertCondition kind() {
      return AlertCondition.EMOTION;
    }
  }

  /**
   * How far the same is above what was usual, its own mean with a long memory; 0 if it is below.
   *
   * @param over half-life of what is usual, in time with speech
   */
  record Rising(List<Emotion> emotions, Duration over) implements Condition {
    /** Copies the list. */
    public Rising {
      emotions = List.copyOf(emotions);
    }

    @Override
    public AlertCondition kind() {
      return AlertCondition.RISING;
    }
  }

  /** Several groups of emotions at once: the smoothed probability of the least probable group. */
  record Mixed(List<List<Emotion>> groups) implements Condition {
    /** Copies the lists. */
    public Mixed {
      groups = groups.stream().map(List::copyOf).toList();
    }

    @Override
    public AlertCondition kind() {
      return AlertCondition.MIXED;
    }

    @Override
    public List<Emotion> emotions() {
      return groups.stream().flatMap(List::stream).toList();
    }
  }

  /**
   * How aroused somebody sounds, whatever the emotion.
   *
   * @param unless emotions that are no reason to look: while they are together at least as probable
   *     as the other excited ones, the score is 0; may be empty
   */
  record Arousal(List<Emotion> unless) implements Condition {
    /** Copies the list. */
    public Arousal {
      unless = List.copyOf(unless);
    }

    @Override
    public AlertCondition kind() {
      return AlertCondition.AROUSAL;
    }

    /** The excited emotions that count. */
    @Override
    public List<Emotion> emotions() {
      return Arrays.stream(Emotion.values())
          .filter(emotion -> emotion.arousal() == 1 && !unless.contains(emotion))
          .toList();
    }
  }

  /** The share of the windows with speech of which the model is not sure. */
  record Unknown(Duration over) implements Condition {
    @Override
    public AlertCondition kind() {
      return AlertCondition.UNKNOWN;
    }
  }

  /** Nothing comes: 1 while it does not. */
  record Offline() implements Condition {
    @Override
    public AlertCondition kind() {
      return AlertCondition.OFFLINE;
    }
  }

  /** The share of the windows of which more than a twentieth is clipped. */
  record Clipped(Duration over) implements Condition {
    /** From this share of a window on it counts as clipped. */
    public static final double SHARE = 0.05;

    @Override
    public AlertCondition kind() {
      return AlertCondition.CLIPPED;
    }
  }

  /**
   * The share of the windows whose background is too loud.
   *
   * @param aboveDb from this level on, relative to a full-scale sine
   */
  record Noisy(double aboveDb, Duration over) implements Condition {
    @Override
    public AlertCondition kind() {
      return AlertCondition.NOISY;
    }
  }

  /**
   * The share of the windows in which there is nothing, as of a microphone that is muted.
   *
   * @param belowDb under this level, relative to a full-scale sine
   */
  record Quiet(double belowDb, Duration over) implements Condition {
    @Override
    public AlertCondition kind() {
      return AlertCondition.QUIET;
    }
  }

  /** The labels of the emotions. */
  default List<String> labels() {
    return emotions().stream().map(Emotion::label).toList();
  }

  /** The highest score that there can be: of groups that share the probability, less than 1. */
  default double highest() {
    return this instanceof Mixed mixed ? 1.0 / mixed.groups().size() : 1;
  }

  /** All durations of the condition. */
  default Stream<Duration> durations() {
    return switch (kind()) {
      case RISING -> Stream.of(((Rising) this).over());
      case UNKNOWN -> Stream.of(((Unknown) this).over());
      case CLIPPED -> Stream.of(((Clipped) this).over());
      case NOISY -> Stream.of(((Noisy) this).over());
      case QUIET -> Stream.of(((Quiet) this).over());
      case EMOTION, MIXED, AROUSAL, OFFLINE -> Stream.empty();
    };
  }
}

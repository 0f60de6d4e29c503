package io.tenor.streams.window;

import io.tenor.spectrogram.ModelMetadata;
import java.time.Duration;

/**
 * How every sensor's audio is cut, whatever model hears it.
 *
 * @param hop from the start of a window to the start of the next; above 0. It counts in whole
 *     columns of the model, and is no longer than its window, so that nothing goes unheard
 * @param reorder how much of a sensor's audio may come before what belongs in front of it, up to
 *     {@link TimelineSettings#MAX_REORDER_MS}; 0 takes every chunk as it comes
 * @param forget a sensor that has been quiet for longer is a new one when it is back; above 0
 */
public record Cutting(Duration hop, Duration reorder, Duration forget) {

  /** Two windows a second, 2 s to put chunks in order, a day to forget. */
  public static final Cutting USUAL =
      new Cutting(
          Duration.ofMillis(500),
          Duration.ofMillis(TimelineSettings.REORDER_MS),
          Duration.ofMillis(TimelineSettings.FORGET_MS));

  /** Checks the numbers. */
  public Cutting {
    if (hop.toMillis() < 1) {
      throw new IllegalArgumentException("hop is above 0, not " + hop);
    }
    if (forget.toMillis() < 1) {
      throw new IllegalArgumentException("forget is above 0, not " + forget);
    }
    if (reorder.isNegative() || reorder.toMillis() > TimelineSettings.MAX_REORDER_MS) {
      throw new IllegalArgumentException(
          "reorder is 0 to %d ms, not %d"
              .formatted(TimelineSettings.MAX_REORDER_MS, reorder.toMillis()));
    }
  }

  /** The same with another hop. */
  public Cutting every(Duration otherHop) {
    return new Cutting(otherHop, reorder, forget);
  }

  /** For windows as this model wants them. */
  public TimelineSettings of(ModelMetadata model) {
    return TimelineSettings.of(model).hopping(hop).reordering(reorder).forgetting(forget);
  }
}

package io.tenor.trainer.evaluation;

import io.tenor.spectrogram.VoiceActivity;
import io.tenor.trainer.data.Columns;

/** What a monitor makes of a window before the model is asked. */
public enum Audibility {
  /** Nobody speaks. */
  SILENT,

  /** Somebody speaks, but does not stand out of what else is heard: unknown. */
  DROWNED,

  /** Somebody speaks and can be heard: the model is asked. */
  CLEAR;

  /**
   * Judges a window of an utterance; what an utterance is too short for is not heard.
   *
   * @param start first column
   * @param width columns of a whole window
   */
  static Audibility of(VoiceActivity activity, Columns columns, int start, int width) {
    int offset = start * columns.bands();
    int frames = Math.min(width, columns.frames() - start);
    if (!activity.isSpeech(activity.speechShare(columns.levels(), offset, frames))) {
      return SILENT;
    }
    double prominence = activity.prominenceDb(columns.levels(), offset, frames);
    return activity.standsOut(prominence) ? CLEAR : DROWNED;
  }
}

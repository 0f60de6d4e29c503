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
   * @param frames columns of the window that the utterance has
   * @param speechShare how much of them is speech, 0 to 1
   */
  static Audibility of(
      VoiceActivity activity, Columns columns, int start, int frames, double speechShare) {
    if (!activity.isSpeech(speechShare)) {
      return SILENT;
    }
    double prominence = activity.prominenceDb(columns.levels(), start * columns.bands(), frames);
    return activity.standsOut(prominence) ? CLEAR : DROWNED;
  }
}

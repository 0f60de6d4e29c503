package io.tenor.trainer.evaluation;

import io.tenor.spectrogram.VoiceActivity;

/** What a monitor makes of a window before the model is asked. */
public enum Audibility {
  /** Nobody speaks. */
  SILENT,

  /** Somebody speaks, but does not stand out of what else is heard: unknown. */
  DROWNED,

  /** Somebody speaks and can be heard: the model is asked. */
  CLEAR;

  /**
   * Judges a window.
   *
   * @param levels all of its levels
   * @param frames how many columns they are
   * @param speechShare how much of it is speech
   */
  static Audibility of(VoiceActivity activity, byte[] levels, int frames, double speechShare) {
    if (!activity.isSpeech(speechShare)) {
      return SILENT;
    }
    return activity.standsOut(activity.prominenceDb(levels, 0, frames)) ? CLEAR : DROWNED;
  }
}

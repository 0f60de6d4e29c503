package io.tenor.trainer.network;

/**
 * How {@link LayerOps#alignLoudness} takes the gain of a microphone out of a window. A level is
 * 100/255 dB in the front end of the compact networks.
 *
 * <p>The loudness of a frame is the mean of its levels over all bands. The loudness of a window is
 * the mean over its frames, each weighing {@code softmax(loudness / SPREAD)}: that of its loud
 * frames, whatever the pauses between them.
 */
public final class LoudnessAlignment {

  /** How many levels louder a frame is that weighs e times as much: about 5 dB. */
  public static final float SPREAD = 12;

  /** The level at which the loud frames of every window lie. */
  public static final float TARGET = 140;

  /** The lowest level is so far below the target: 50 dB. */
  public static final float RANGE = 128;

  private LoudnessAlignment() {}
}

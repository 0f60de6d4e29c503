package io.tenor.streams.window;

import io.tenor.audio.Mix;
import io.tenor.streams.ingest.AudioChunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether the mean of a sensor's channels is heard, or their difference, since the mean of channels
 * that are opposite is silence. It is decided for each half second of the session's samples by the
 * one before, and changed only for ten times the power. So it does not depend on how the audio is
 * cut into chunks, and noise that the channels do not share leaves it as it is. Not thread-safe.
 */
final class ChannelChoice {

  private static final int BLOCKS_PER_SECOND = 2;

  private boolean difference;
  private long block = -1;
  private long meanEnergy;
  private long differenceEnergy;

  /**
   * What is to be heard of a chunk.
   *
   * @param skip samples at its start that were heard already
   * @param index of the first that was not, in the session
   * @return as many samples as the chunk has; not to be changed
   */
  short[] choose(AudioChunk chunk, int skip, long index) {
    if (chunk.difference().length == 0) {
      return chunk.samples();
    }
    var mean = chunk.samples();
    var other = chunk.difference();
    var heard = new short[mean.length];
    int length = chunk.rateHz() / BLOCKS_PER_SECOND;
    for (int i = skip; i < mean.length; ) {
      long at = index + i - skip;
      begin(at / length);
      int end = (int) Math.min(mean.length, i + length - at % length);
      System.arraycopy(difference ? other : mean, i, heard, i, end - i);
      for (; i < end; i++) {
        meanEnergy += mean[i] * mean[i];
        differenceEnergy += other[i] * other[i];
      }
    }
    return heard;
  }

  private void begin(long next) {
    if (next == block) {
      return;
    }
    block = next;
    if (differenceEnergy > Mix.OPPOSITE * meanEnergy) {
      difference = true;
    } else if (meanEnergy > Mix.OPPOSITE * differenceEnergy) {
      difference = false;
    }
    meanEnergy = 0;
    differenceEnergy = 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(difference);
    out.writeLong(block);
    out.writeLong(meanEnergy);
    out.writeLong(differenceEnergy);
  }

  static ChannelChoice read(DataInput in) throws IOException {
    var choice = new ChannelChoice();
    choice.difference = in.readBoolean();
    choice.block = in.readLong();
    choice.meanEnergy = in.readLong();
    choice.differenceEnergy = in.readLong();
    return choice;
  }
}

package io.tenor.trainer.cli;

import io.tenor.trainer.data.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/** Windows of real recordings to check an exported model with. */
final class ModelWindows {

  private ModelWindows() {}

  /**
   * The first window of recordings spread over the set, as 8-bit levels {@code [bands][frames]}.
   */
  static List<byte[]> of(TrainingSet set, int count) {
    int bands = set.frontEnd().bands();
    int frames = set.frontEnd().windowFrames();
    List<byte[]> windows = new ArrayList<>();
    float[] levels = new float[bands * frames];
    for (int i = 0; i < count; i++) {
      TrainingSet.Item item = set.items().get((int) ((long) i * set.items().size() / count));
      item.clean().window(i, frames, levels, 0);
      byte[] window = new byte[levels.length];
      for (int k = 0; k < window.length; k++) {
        window[k] = (byte) levels[k];
      }
      windows.add(window);
    }
    return windows;
  }
}

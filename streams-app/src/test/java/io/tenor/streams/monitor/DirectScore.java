package io.tenor.streams.monitor;

import io.tenor.spectrogram.Spectrogram;
import io.tenor.spectrogram.VoiceActivity;
import io.tenor.streams.model.OnnxModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Labels without topology, timeline or batches: what the monitor has to agree with. */
final class DirectScore {

  private static final int HOP = 8_000;

  private DirectScore() {}

  /** What the model says of the same samples, straight from the array. */
  static List<String> labels(OnnxModel model, short[] samples) {
    var frontEnd = model.metadata().frontEnd();
    int bands = frontEnd.bands();
    int frames = frontEnd.windowFrames();
    var voiceActivity = new VoiceActivity(frontEnd);
    var labels = new ArrayList<String>();
    for (int from = 0; from + frontEnd.windowSamples() <= samples.length; from += HOP) {
      var window = Arrays.copyOfRange(samples, from, from + frontEnd.windowSamples());
      var columns = Spectrogram.levels(frontEnd, window);
      if (!voiceActivity.isSpeech(voiceActivity.speechShare(columns, 0, frames))) {
        labels.add("silence");
        continue;
      }
      var levels = ByteBuffer.allocateDirect(bands * frames);
      for (int band = 0; band < bands; band++) {
        for (int frame = 0; frame < frames; frame++) {
          levels.put(columns[frame * bands + band]);
        }
      }
      var posterior = model.run(levels, 1)[0];
      int best = 0;
      for (int i = 1; i < posterior.length; i++) {
        best = posterior[i] > posterior[best] ? i : best;
      }
      labels.add(
          posterior[best] < model.metadata().unknownThreshold()
              ? "unknown"
              : model.metadata().labels().get(best));
    }
    return labels;
  }
}

package io.tenor.trainer.cli;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.UtteranceScorer;
import io.tenor.trainer.network.InputWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Windows of real recordings to check an exported model with. */
final class ModelWindows {

  private ModelWindows() {}

  /**
   * The last window of recordings spread over the set, as one sensor hears them one after the
   * other; its past of pooled features is made up, around that of training.
   *
   * @param model what asks for a past
   */
  static List<InputWindow> of(TrainingSet set, ModelMetadata model, int count) {
    FrontEnd frontEnd = set.frontEnd();
    Optional<SensorHistory> sensor = model.adaptation().map(a -> new SensorHistory(frontEnd, a));
    SplittableRandom random = new SplittableRandom(count);
    List<InputWindow> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TrainingSet.Item item = set.items().get((int) ((long) i * set.items().size() / count));
      List<InputWindow> all = UtteranceScorer.windows(item.clean(), frontEnd, sensor);
      float[] past = model.newSensorPast();
      for (int k = 0; k < past.length; k++) {
        past[k] *= (float) (0.5 + random.nextDouble());
      }
      windows.add(all.get(all.size() - 1).after(past));
    }
    return windows;
  }
}

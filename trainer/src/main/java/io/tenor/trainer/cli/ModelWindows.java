package io.tenor.trainer.cli;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.SensorHistory;
import io.tenor.spectrogram.SensorNormalisation;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.UtteranceScorer;
import io.tenor.trainer.network.InputWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Windows of real recordings to check an exported model with. */
final class ModelWindows {

  private ModelWindows() {}

  /**
   * The last window of recordings spread over the set, as one sensor hears them one after the
   * other.
   *
   * @param adaptation of the model, if it has one
   */
  static List<InputWindow> of(
      TrainingSet set, Optional<SensorNormalisation> adaptation, int count) {
    FrontEnd frontEnd = set.frontEnd();
    Optional<SensorHistory> sensor = adaptation.map(a -> new SensorHistory(frontEnd, a));
    List<InputWindow> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TrainingSet.Item item = set.items().get((int) ((long) i * set.items().size() / count));
      List<InputWindow> all = UtteranceScorer.windows(item.clean(), frontEnd, sensor);
      windows.add(all.get(all.size() - 1));
    }
    return windows;
  }
}

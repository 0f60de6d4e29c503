package io.tenor.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs trained networks in DJL: windows of levels in, logits out. */
public final class NetworkForward implements AutoCloseable {

  private static final int BATCH = 32;

  private final Ensemble ensemble;
  private final NDManager manager;
  private final List<Member> members = new ArrayList<>();
  private final ParameterStore store;

  /**
   * A network, ready to run.
   *
   * @param block the network with its values
   * @param from where its features begin among those of all members
   * @param features how many it compares
   */
  private record Member(NetworkBlock block, int from, int features) {}

  /** Opens the networks; the weights are copied. */
  public NetworkForward(Ensemble ensemble) {
    this.ensemble = ensemble;
    manager = Engines.open();
    int from = 0;
    for (TrainedNetwork member : ensemble.members()) {
      NetworkBlock block = new NetworkBlock(member.network(), member.weights(), manager, false);
      members.add(new Member(block, from, member.network().features()));
      from += member.network().features();
    }
    store = new ParameterStore(manager, false);
  }

  /**
   * What the networks say of windows.
   *
   * @param logits one row a window, one network's after the other's
   * @param features what is remembered of each window's features, one network's after the other's
   *     where they compare features, which does not depend on its past; rows are empty if none do
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  public record Outputs(float[][] logits, float[][] features) {}

  /** Scores any number of windows. */
  public Outputs score(List<InputWindow> windows) {
    float[][] logits = new float[windows.size()][members.size() * ensemble.labels()];
    float[][] features = new float[windows.size()][ensemble.features()];
    for (int start = 0; start < windows.size(); start += BATCH) {
      int end = Math.min(start + BATCH, windows.size());
      score(
          windows.subList(start, end),
          Arrays.copyOfRange(logits, start, end),
          Arrays.copyOfRange(features, start, end));
    }
    return new Outputs(logits, features);
  }

  /** Scores a batch into rows of the same number. */
  private void score(List<InputWindow> windows, float[][] logits, float[][] features) {
    int count = windows.size();
    float[] levels = new float[count * ensemble.bands() * ensemble.frames()];
    float[] statistics =
        new float[ensemble.memory().isPresent() ? count * 2 * ensemble.bands() : 0];
    for (int i = 0; i < count; i++) {
      InputWindow window = windows.get(i);
      window.write(levels, i * levels.length / count);
      int row = statistics.length / count;
      System.arraycopy(window.statistics(), 0, statistics, i * row, row);
    }
    try (NDManager scope = manager.newSubManager()) {
      for (int i = 0; i < members.size(); i++) {
        Member member = members.get(i);
        float[] past = past(windows, member);
        NDList inputs = member.block().inputs(scope, levels, statistics, past, count);
        NDList outputs = member.block().forward(store, inputs, false);
        write(outputs.get(0), logits, i * ensemble.labels());
        if (member.features() > 0) {
          write(outputs.get(1), features, member.from());
        }
      }
    }
  }

  /** Each window's statistics of a member's features, {@code [count][2][features]}. */
  private float[] past(List<InputWindow> windows, Member member) {
    int own = member.features();
    float[] past = new float[windows.size() * 2 * own];
    for (int i = 0; i < windows.size() && own > 0; i++) {
      for (int row = 0; row < 2; row++) {
        int from = row * ensemble.features() + member.from();
        System.arraycopy(windows.get(i).past(), from, past, (2 * i + row) * own, own);
      }
    }
    return past;
  }

  private static void write(NDArray values, float[][] rows, int at) {
    float[] flat = values.toFloatArray();
    int width = flat.length / rows.length;
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(flat, i * width, rows[i], at, width);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}

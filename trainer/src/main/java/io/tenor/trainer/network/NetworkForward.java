package io.tenor.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;

/** Runs trained networks in DJL: windows of levels in, logits out. */
public final class NetworkForward implements AutoCloseable {

  private static final int BATCH = 32;

  private final Network network;
  private final NDManager manager;
  private final List<NetworkBlock> members;
  private final ParameterStore store;

  /** Opens the networks; the weights are copied. */
  public NetworkForward(Ensemble ensemble) {
    network = ensemble.network();
    manager = Engines.open();
    members =
        ensemble.members().stream()
            .map(weights -> new NetworkBlock(network, weights, manager, false))
            .toList();
    store = new ParameterStore(manager, false);
  }

  /**
   * What the networks say of windows.
   *
   * @param logits one row a window, one network's after the other's
   * @param features what is remembered of each window's features, one network's after the other's,
   *     which does not depend on its past; rows are empty for networks that do not compare them
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  public record Outputs(float[][] logits, float[][] features) {}

  /** Scores any number of windows. */
  public Outputs score(List<InputWindow> windows) {
    float[][] logits = new float[windows.size()][];
    float[][] features = new float[windows.size()][];
    for (int start = 0; start < windows.size(); start += BATCH) {
      int count = Math.min(BATCH, windows.size() - start);
      score(windows.subList(start, start + count), logits, features, start);
    }
    return new Outputs(logits, features);
  }

  private void score(List<InputWindow> windows, float[][] logits, float[][] features, int at) {
    int count = windows.size();
    float[] levels = new float[count * network.bands() * network.frames()];
    float[] statistics = new float[network.adaptive() ? count * 2 * network.bands() : 0];
    for (int i = 0; i < count; i++) {
      InputWindow window = windows.get(i);
      window.write(levels, i * levels.length / count);
      System.arraycopy(
          window.statistics(),
          0,
          statistics,
          i * statistics.length / count,
          statistics.length / count);
    }
    float[][][] answers = new float[members.size()][count][];
    float[][][] pooled = new float[members.size()][count][0];
    try (NDManager scope = manager.newSubManager()) {
      for (int member = 0; member < members.size(); member++) {
        NetworkBlock block = members.get(member);
        NDList outputs =
            block.forward(
                store,
                block.inputs(scope, levels, statistics, past(windows, member), count),
                false);
        write(outputs.get(0), answers[member]);
        if (network.features() > 0) {
          write(outputs.get(1), pooled[member]);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      logits[at + i] = joined(answers, i);
      features[at + i] = joined(pooled, i);
    }
  }

  /** Each window's statistics of one member's features, {@code [count][2][features]}. */
  private float[] past(List<InputWindow> windows, int member) {
    int own = network.features();
    int all = members.size() * own;
    float[] past = new float[windows.size() * 2 * own];
    for (int i = 0; i < windows.size(); i++) {
      for (int row = 0; row < 2 && own > 0; row++) {
        System.arraycopy(
            windows.get(i).past(), row * all + member * own, past, (2 * i + row) * own, own);
      }
    }
    return past;
  }

  private static float[] joined(float[][][] members, int window) {
    int own = members[0][window].length;
    float[] all = new float[members.length * own];
    for (int member = 0; member < members.length; member++) {
      System.arraycopy(members[member][window], 0, all, member * own, own);
    }
    return all;
  }

  private static void write(NDArray values, float[][] rows) {
    float[] flat = values.toFloatArray();
    int width = flat.length / rows.length;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}

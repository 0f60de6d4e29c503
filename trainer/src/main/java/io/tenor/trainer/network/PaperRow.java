package io.tenor.trainer.network;

import io.tenor.trainer.network.PaperConfig.Level;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The rows of the paper's Table IV by name, and two of ours that complete the series of residual
 * structures.
 *
 * <p>The table draws the residual structures as arrows, which its text leaves out; they are read
 * from section III.A, see docs/decisions/0011.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable copies
public enum PaperRow {
  /** Two levels; the row says reference [7], its text describes [8]. */
  REFERENCE_7("reference-7", 73.57, List.of(level(16, 10), level(32, 10)), 1, List.of(716, 716)),
  /** Three wide levels; the row says reference [8], its text describes [7]. */
  REFERENCE_8(
      "reference-8",
      71.51,
      List.of(new Level(120, 11, 4), level(256, 5), level(384, 3)),
      1,
      List.of(1024, 2048)),
  /** Three levels without a residual structure. */
  THREE_NONE("three-none", 70.63, Places.THREE, 1, List.of(716, 716)),
  /** Three levels, the picture led into the second. */
  THREE_ONE("three-one", 72.18, Places.THREE, 2, List.of(716, 716)),
  /** Three levels, the picture led into the second and third. */
  THREE_TWO("three-two", 73.14, Places.THREE, 3, List.of(716, 716)),
  /** Three levels, the picture led into the second, third and the fully connected layers. */
  THREE_DENSE("three-dense", 70.72, Places.THREE, 4, List.of(716, 716)),
  /** The best network without its residual structures: Table V has it, not Table IV. */
  FOUR_NONE("four-none", 72.15, Places.FOUR, 1, List.of(716, 1024)),
  /** Four levels, the picture led into the second: ours, to complete the series. */
  FOUR_ONE("four-one", Double.NaN, Places.FOUR, 2, List.of(716, 1024)),
  /** Four levels, the picture led into the second and third: ours, to complete the series. */
  FOUR_TWO("four-two", Double.NaN, Places.FOUR, 3, List.of(716, 1024)),
  /** The paper's best: four levels, the picture led into the second, third and fourth. */
  FOUR_THREE("four-three", 74.36, Places.FOUR, 4, List.of(716, 1024)),
  /** The best network with the picture also led into the fully connected layers. */
  FOUR_DENSE("four-dense", 69.08, Places.FOUR, 5, List.of(716, 1024)),
  /** The best network with other kernels in the last level and more filters in the second. */
  FOUR_SMALL_LAST(
      "four-small-last",
      73.29,
      List.of(level(16, 2), level(32, 4), level(32, 8), level(64, 8)),
      4,
      List.of(716, 1024)),
  /** The best network with more filters in the second level. */
  FOUR_WIDE_SECOND(
      "four-wide-second",
      74.14,
      List.of(level(16, 2), level(32, 4), level(32, 8), level(64, 10)),
      4,
      List.of(716, 1024)),
  /** The network of three levels made one level deeper. */
  FOUR_LARGE(
      "four-large",
      60.37,
      List.of(level(32, 4), level(64, 8), level(64, 10), level(64, 10)),
      4,
      List.of(716, 716));

  /** Levels that several rows share. */
  private static final class Places {
    private static final List<Level> THREE = List.of(level(32, 4), level(64, 8), level(64, 10));
    private static final List<Level> FOUR =
        List.of(level(16, 2), level(16, 4), level(32, 8), level(64, 10));
  }

  /** The row with the paper's highest accuracy. */
  public static final PaperRow BEST = FOUR_THREE;

  private final String key;
  private final double accuracyPercent;
  private final List<Level> levels;
  private final int lastResidual;
  private final List<Integer> dense;

  PaperRow(
      String key,
      double accuracyPercent,
      List<Level> levels,
      int lastResidual,
      List<Integer> dense) {
    this.key = key;
    this.accuracyPercent = accuracyPercent;
    this.levels = List.copyOf(levels);
    this.lastResidual = lastResidual;
    this.dense = List.copyOf(dense);
  }

  private static Level level(int filters, int kernel) {
    return new Level(filters, kernel, 1);
  }

  /**
   * The row of this name.
   *
   * @throws IllegalArgumentException if there is none, naming all there are
   */
  public static PaperRow of(String key) {
    return Arrays.stream(values())
        .filter(row -> row.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no row of the paper: there are %s"
                        .formatted(key, String.join(", ", keys()))));
  }

  /** The names of all rows, in the table's order. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(PaperRow::key).toList();
  }

  /** Its name. */
  public String key() {
    return key;
  }

  /** Accuracy in percent that the paper reports; empty for the rows that it does not have. */
  public OptionalDouble accuracyPercent() {
    return Double.isNaN(accuracyPercent)
        ? OptionalDouble.empty()
        : OptionalDouble.of(accuracyPercent);
  }

  /** Number of residual structures. */
  public int residuals() {
    return lastResidual - 1;
  }

  /**
   * The row's network.
   *
   * @param size height and width of the picture, a multiple of what the row's pools divide it by
   * @param labels number of classes
   */
  public PaperConfig network(int size, int labels) {
    List<Integer> places = IntStream.rangeClosed(2, lastResidual).boxed().toList();
    return new PaperConfig(key, size, labels, levels, places, dense);
  }
}

package io.tenor.trainer.network;

import java.util.List;
import java.util.Optional;

/**
 * A network of the paper's family: everything that decides its shape.
 *
 * @param row name of the row of Table IV it stands for, see {@link PaperRow}
 * @param size height and width of the picture
 * @param labels number of classes
 * @param levels convolutions from the input on, each followed by a pool that halves the picture
 * @param residuals where the original picture is led in, in rising order: the number of a level
 *     from 2 on, or one more than there are levels for the fully connected layers
 * @param dense widths of the fully connected layers before the output
 */
public record PaperConfig(
    String row,
    int size,
    int labels,
    List<Level> levels,
    List<Integer> residuals,
    List<Integer> dense)
    implements Network {

  /**
   * One level: a convolution, its positive part, and a maximum over 2 x 2 points.
   *
   * @param filters output channels
   * @param kernel height and width of the kernel
   * @param stride step of the convolution
   */
  public record Level(int filters, int kernel, int stride) {
    /** Refuses sizes no convolution can have. */
    public Level {
      if (filters < 1 || kernel < 2 || stride < 1) {
        throw new IllegalArgumentException(
            "a level needs a filter, a kernel of at least 2 and a stride, not %d, %d and %d"
                .formatted(filters, kernel, stride));
      }
    }
  }

  /** Copies the lists and refuses shapes that cannot be built. */
  public PaperConfig {
    levels = List.copyOf(levels);
    residuals = List.copyOf(residuals);
    dense = List.copyOf(dense);
    if (labels < 2 || levels.isEmpty()) {
      throw new IllegalArgumentException(
          "the network needs two labels and a level, not %d and %s".formatted(labels, levels));
    }
    int shrink = levels.stream().mapToInt(level -> 2 * level.stride()).reduce(1, (a, b) -> a * b);
    if (size < shrink || size % shrink != 0) {
      throw new IllegalArgumentException(
          "size is %d, not a multiple of %d, which %s divides it by".formatted(size, shrink, row));
    }
    for (int place : residuals) {
      if (place < 2 || place > levels.size() + 1) {
        throw new IllegalArgumentException(
            "the picture cannot be led into level %d of %d".formatted(place, levels.size()));
      }
    }
  }

  @Override
  public int features() {
    return 0;
  }

  @Override
  public Optional<SensorMemory> memory() {
    return Optional.empty();
  }

  @Override
  public String name() {
    return "paper-" + row;
  }

  @Override
  public int bands() {
    return size;
  }

  @Override
  public int frames() {
    return size;
  }

  @Override
  public <T> T logits(LayerOps<T> ops, T levels) {
    return PaperNetwork.logits(this, ops, levels);
  }
}

package io.tenor.trainer.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What came of a fold.
 *
 * @param seed it was trained with
 * @param fold its name
 * @param views what the network said of the tested utterances
 * @param curve how the loss fell
 */
public record FoldResult(long seed, String fold, Views views, List<CurvePoint> curve) {

  /** Copies the list. */
  public FoldResult {
    curve = List.copyOf(curve);
  }

  /** The same without what was said after a past. */
  public FoldResult alone() {
    Views plain = new Views(Map.of(Hearing.ALONE, List.of(views.alone())));
    return new FoldResult(seed, fold, plain, curve);
  }

  /**
   * A point of a learning curve.
   *
   * @param step steps done
   * @param loss mean training loss since the point before
   */
  public record CurvePoint(int step, double loss) {}
}

package io.tenor.streams.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.tenor.streams.sizing.MeasuredRun.Spent;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CostFitTest {

  private final UnitCosts shipped = CostsFile.shipped();

  /** A run that spends what these costs say. */
  private static MeasuredRun run(UnitCosts truth, int sensors, double speechShare, int chunkMs) {
    long windows = 120L * sensors;
    var run =
        new MeasuredRun(
            sensors,
            60,
            chunkMs,
            windows,
            Math.round(windows * speechShare),
            windows,
            100,
            200,
            List.of(),
            true);
    var work = run.work();
    return new MeasuredRun(
        sensors,
        60,
        chunkMs,
        windows,
        run.scoredWindows(),
        windows,
        100,
        200,
        List.of(
            new Spent("broker", BrokerModel.cores(truth, work, 1)),
            new Spent("monitor", new SizingModel(truth).monitorCores(work, 1, 1, 0, 0)),
            new Spent("load", 0.2)),
        true);
  }

  private static List<MeasuredRun> runs(UnitCosts truth) {
    return Stream.of(100, 300, 1_000)
        .flatMap(
            sensors ->
                Stream.of(
                    run(truth, sensors, 0, 250),
                    run(truth, sensors, 1, 250),
                    run(truth, sensors, 0.5, 100)))
        .toList();
  }

  private UnitCosts scaled(double fixed, double chunk, double heard, double speech) {
    return new UnitCosts(
        shipped.monitor().scaled(fixed, chunk, heard, speech, "truth"),
        shipped.broker().scaled(fixed, chunk, heard, speech, "truth"),
        shipped.messages(),
        shipped.stores());
  }

  @Property(tries = 100)
  void costsThatMadeTheRunsAreFound(
      @ForAll @DoubleRange(min = 0.3, max = 3) double fixed,
      @ForAll @DoubleRange(min = 0.3, max = 3) double chunk,
      @ForAll @DoubleRange(min = 0.3, max = 3) double heard,
      @ForAll @DoubleRange(min = 0.3, max = 3) double speech) {
    // Given
    var truth = scaled(fixed, chunk, heard, speech);

    // When
    var fitted = CostFit.fit(shipped, runs(truth)).monitor();

    // Then
    assertThat(fitted.scoredWindowMicros().value())
        .isCloseTo(truth.monitor().scoredWindowMicros().value(), withPercentage(5));
    assertThat(fitted.columnMicros().value())
        .isCloseTo(truth.monitor().columnMicros().value(), withPercentage(5));
    assertThat(fitted.chunkMicros().value())
        .isCloseTo(truth.monitor().chunkMicros().value(), withPercentage(10));
  }

  @Test
  void afterAFitTheModelSaysWhatWasMeasured() {
    // Given
    var truth = scaled(2, 1.5, 0.8, 1.2);
    var runs = runs(truth);

    // When
    var fitted = CostFit.fit(shipped, runs);

    // Then
    assertThat(runs)
        .allSatisfy(
            run -> {
              var compared = Comparison.of(run, fitted);
              assertThat(Math.abs(compared.monitorCores().orElseThrow().error())).isLessThan(0.02);
              assertThat(Math.abs(compared.brokerCores().orElseThrow().error())).isLessThan(0.02);
            });
    assertThat(fitted.monitor().chunkMicros().source()).contains("9 measured runs", "100 to 1000");
    assertThat(fitted.messages()).isEqualTo(shipped.messages());
  }

  @Test
  void whatRunsCannotTellApartKeepsItsProportion() {
    // Given
    var truth = scaled(1, 2, 2, 2);
    var alike =
        Stream.of(100, 200, 300, 1_000).map(sensors -> run(truth, sensors, 1, 250)).toList();

    // When
    var fitted = CostFit.fit(shipped, alike);

    // Then
    assertThat(fitted.monitor().scoredWindowMicros().value())
        .isCloseTo(truth.monitor().scoredWindowMicros().value(), withPercentage(15));
    assertThat(fitted.monitor().columnMicros().value())
        .isCloseTo(truth.monitor().columnMicros().value(), withPercentage(15));
    assertThat(CostFit.doubts(alike)).hasSize(2);
  }

  @Test
  void aCostIsNeverBelowZero() {
    // Given
    var rows = new double[][] {{1, 1}, {1, 2}, {1, 3}};
    var falling = new double[] {3, 2, 1};

    // When
    var fitted = LeastSquares.nonNegative(rows, falling);

    // Then
    assertThat(fitted).containsExactly(2, 0);
  }

  @Test
  void runsThatSayTooLittleAreRefused() {
    // Given
    var one = run(shipped, 100, 1, 250);
    UnaryOperator<MeasuredRun> late =
        run ->
            new MeasuredRun(
                run.sensors(),
                run.seconds(),
                run.chunkMs(),
                run.windows(),
                run.scoredWindows(),
                run.measuredWindows(),
                run.p50LatencyMs(),
                run.p99LatencyMs(),
                run.processes(),
                false);
    var other = run(shipped, 300, 1, 250);

    // When
    var fewer = assertThatThrownBy(() -> CostFit.fit(shipped, List.of(one, other)));

    // Then
    fewer.isInstanceOf(SizingException.class).hasMessageContaining("at least 4");
    assertThatThrownBy(() -> CostFit.fit(shipped, List.of(one, one, one, one)))
        .hasMessageContaining("different --sensors");
    assertThatThrownBy(() -> CostFit.fit(shipped, List.of(one, one, one, late.apply(other))))
        .hasMessageContaining("did not keep up");
  }
}

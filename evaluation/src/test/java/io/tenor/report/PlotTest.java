package io.tenor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlotTest {

  @Test
  void theAxisOfNumbersEndsAtARoundTick() {
    assertThat(Plot.Axis.numbers("x", 2_000).step()).isEqualTo(500);
    assertThat(Plot.Axis.numbers("x", 2_000).high()).isEqualTo(2_000);
    assertThat(Plot.Axis.numbers("x", 2.13).step()).isEqualTo(0.5);
    assertThat(Plot.Axis.numbers("x", 2.13).high()).isEqualTo(2.5);
  }
}

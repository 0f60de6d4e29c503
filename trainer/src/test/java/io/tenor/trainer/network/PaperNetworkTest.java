package io.tenor.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperNetworkTest {

  @Test
  void theBestRowHasTheValuesCountedByHand() {
    // Given: four levels, three residual structures, then 64 x 32 x 32 values into 716
    long levels = 16 * (3 * 4 + 1) + 16 * (16 * 16 + 1) + 32 * (16 * 64 + 1) + 64 * (32 * 100 + 1);
    long residuals = (3 + 1) * (16 + 16 + 32);
    long dense = 716L * (64 * 32 * 32 + 1) + 1024 * (716 + 1) + 7 * (1024 + 1);

    // When
    NetworkPlan plan = NetworkPlan.of(PaperRow.BEST.network(512, 7));

    // Then
    assertThat(plan.trainedValues()).isEqualTo((int) (levels + residuals + dense));
    assertThat(plan.trainedValues() / 1e6).isCloseTo(47.9, Offset.offset(0.05));
  }

  @Test
  void thePictureIsLedWhereTheRowSays() {
    assertThat(residuals(PaperRow.THREE_NONE)).isEmpty();
    assertThat(residuals(PaperRow.THREE_ONE)).containsExactly("level2");
    assertThat(residuals(PaperRow.THREE_DENSE)).containsExactly("level2", "level3", "level4");
    assertThat(residuals(PaperRow.FOUR_THREE)).containsExactly("level2", "level3", "level4");
    assertThat(residuals(PaperRow.FOUR_DENSE))
        .containsExactly("level2", "level3", "level4", "level5");
  }

  private static List<String> residuals(PaperRow row) {
    return NetworkPlan.of(row.network(128, 7)).parameters().stream()
        .map(ParameterSpec::name)
        .filter(name -> name.endsWith(".input.weight"))
        .map(name -> name.substring(0, name.indexOf('.')))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(PaperRow.class)
  void everyRowFitsEverySize(PaperRow row) {
    for (int size : new int[] {64, 128, 256}) {
      assertThat(NetworkPlan.of(row.network(size, 7)).multiplyAdds()).isPositive();
    }
    assertThat(PaperRow.of(row.key())).isEqualTo(row);
  }

  @Test
  void aSizeThatThePoolsDoNotDivideIsRefused() {
    assertThatThrownBy(() -> PaperRow.BEST.network(100, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size is 100, not a multiple of 16");
  }

  @Test
  void aRowThatIsNotThereIsRefusedWithAllThatAre() {
    assertThatThrownBy(() -> PaperRow.of("five"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'five' is no row of the paper: there are reference-7, reference-8,");
  }

  @Test
  void quietIsBlueLoudIsRedAndTheGreysFollow() {
    // When
    float[] table = ColorTable.values();

    // Then
    int loudest = 255 * ColorTable.CHANNELS;
    assertThat(table).hasSize(512 * 3);
    assertThat(table[0]).isZero();
    assertThat(table[2]).isBetween(0.4f, 0.6f);
    assertThat(List.of(table[loudest], table[loudest + 1], table[loudest + 2]))
        .containsExactly(1f, 0f, 0f);
    int grey = (ColorTable.LEVELS + 255) * ColorTable.CHANNELS;
    assertThat(List.of(table[grey], table[grey + 1], table[grey + 2]))
        .allSatisfy(value -> assertThat(value).isCloseTo(0.299f, Offset.offset(1e-6f)));
  }
}

package io.tenor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionPictureTest {

  private static final List<String> LABELS = List.of("anger", "fear");

  @Test
  void oneListOfLabelsNamesRowsAndColumns() {
    // Given
    List<List<Integer>> counts = List.of(List.of(3, 1), List.of(0, 2));

    // When and then
    assertThat(ConfusionPicture.of(LABELS, counts))
        .isEqualTo(ConfusionPicture.of(LABELS, LABELS, counts))
        .contains("<title>anger heard as fear: 1 of 4</title>");
  }

  @Test
  void thereMayBeMoreColumnsThanRows() {
    // Given
    List<String> heard = List.of("anger", "fear", "unknown", "silence");

    // When
    String picture =
        ConfusionPicture.of(LABELS, heard, List.of(List.of(5, 0, 3, 2), List.of(0, 4, 0, 0)));

    // Then: what is not the acted emotion is wrong
    assertThat(picture)
        .contains("anger heard as anger: 5 of 10", "anger heard as silence: 2 of 10")
        .containsOnlyOnce(">unknown</text>")
        .containsPattern("anger heard as anger: 5 of 10</title>\\s*<rect class=\"cell right\"")
        .containsPattern("anger heard as unknown: 3 of 10</title>\\s*<rect class=\"cell wrong\"");
  }

  @Test
  void aRowWithoutACountIsLeftOut() {
    assertThat(ConfusionPicture.of(LABELS, List.of(List.of(3, 1), List.of(0, 0))))
        .doesNotContain("fear heard as");
  }

  @Test
  void countsThatDoNotFitTheLabelsAreRefused() {
    assertThatThrownBy(() -> ConfusionPicture.of(LABELS, List.of(List.of(3, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 rows and 2 columns");
  }
}

package io.tenor.streams.evaluate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSourceTest {

  private static final String JSON =
      """
      {"sensor":"bed-1","context":"ward","from":"2026-11-26T03:00:00.000Z","to":"2026-11-26T03:00:02.500Z","label":"fear","annotator":"a"}
      """;

  private static final String CSV =
      """
      sensor,context,from,to,label,annotator
      bed-1,ward,2026-11-26T03:00:00.000Z,2026-11-26T03:00:02.500Z,fear,a
      """;

  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void linesOfJsonAndRowsOfATableSayTheSame() throws IOException {
    // When
    var json = LabelSource.file(file("labels.jsonl", JSON + "\n"));
    var csv = LabelSource.file(file("labels.CSV", CSV));

    // Then
    assertThat(csv).isEqualTo(json);
    assertThat(csv.labels()).hasSize(1);
    assertThat(csv.labels().get(0).to()).isEqualTo(Instant.parse("2026-11-26T03:00:02.500Z"));
  }

  @Test
  void aLineThatIsNoLabelIsNamed() throws IOException {
    // Given
    var json = file("labels.jsonl", JSON + JSON.replace("fear", "rage"));
    var csv = file("labels.csv", CSV + "bed-1,ward,now,2026-11-26T03:00:02.500Z,fear,a\n");

    // Then
    assertThatThrownBy(() -> LabelSource.file(json)).hasMessageContaining("Line 2 of " + json);
    assertThatThrownBy(() -> LabelSource.file(csv)).hasMessageContaining("Line 3 of " + csv);
  }
}

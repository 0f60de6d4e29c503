package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The reference of the settings is what their definitions say. */
class SettingsReferenceTest {

  private static final String FILE = "docs/reference/settings.md";

  @Test
  void thePageIsWhatTheDefinitionsSay() throws IOException {
    // Given: -Dtenor.docs.write=true writes it anew
    String made = SettingsReference.page();
    if (Boolean.getBoolean("tenor.docs.write")) {
      Files.createDirectories(Repository.file(FILE).getParent());
      Files.writeString(Repository.file(FILE), made);
    }
    // When
    String kept = Repository.text(FILE);
    // Then
    assertThat(kept).as("%s; write it anew with the command at its top", FILE).isEqualTo(made);
  }

  @Test
  void everyCommandThatCanBeTypedIsInIt() {
    assertThat(SettingsReference.page())
        .contains("## tenor monitor", "## tenor topics create", "## tenor train", "## tenor bench")
        .contains("`--bootstrap-server`", "`--purpose`")
        .doesNotContain("${");
  }
}

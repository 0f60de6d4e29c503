package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {

  @Test
  void aPageHasItsBlocksLinksAndAnchors() {
    // Given
    String text =
        """
        # A `page`: what's in it?

        A [link](other.md#there "title"), `no [link](x.md)`, ![picture](a.png).

            indented

            code

        ```json
        {"a": "[b](c.md)"}
        ```
        ## Again
        ## Again
        """;
    // When
    var page = MarkdownPage.parse(Path.of("page.md"), text);
    // Then
    assertThat(page.anchors()).containsExactlyInAnyOrder("a-page-whats-in-it", "again", "again-1");
    assertThat(page.links()).containsExactly("other.md#there", "a.png");
    assertThat(page.blocks())
        .extracting(MarkdownPage.Block::language, MarkdownPage.Block::line)
        .containsExactly(tuple("", 5), tuple("json", 10));
    assertThat(page.blocks().get(0).text()).contains("indented", "code");
  }
}

package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.error.YAMLException;

/** Holds every page of the repository against the files, the commands and the formats it names. */
class DocsTest {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z+.-]*:.*");
  private static final Pattern VARIABLE = Pattern.compile("TENOR_[A-Z_]+");
  private static final List<MarkdownPage> PAGES =
      Repository.files("", ".md").stream().map(MarkdownPage::read).toList();

  @Test
  void everyLinkAndAnchorLeadsSomewhere() {
    // Given
    var dead = new ArrayList<String>();
    int followed = 0;
    // When
    for (var page : PAGES) {
      for (var link : page.links()) {
        if (!SCHEME.matcher(link).matches()) {
          followed++;
          if (!leadsSomewhere(page, link)) {
            dead.add(Repository.name(page.file()) + ": " + link);
          }
        }
      }
    }
    // Then
    assertThat(dead).isEmpty();
    assertThat(followed).isGreaterThan(100);
  }

  @Test
  void everyCommandIsOneThatTheProgramUnderstands() {
    // Given
    var wrong = new ArrayList<String>();
    int judged = 0;
    // When
    for (var page : PAGES) {
      for (var block : page.blocks()) {
        for (var command : ShellCommands.ofTenor(block.text())) {
          judged++;
          CommandTree.mistake(command)
              .ifPresent(
                  mistake ->
                      wrong.add(
                          "%s, block at line %d: ./tenor %s: %s"
                              .formatted(
                                  Repository.name(page.file()),
                                  block.line(),
                                  String.join(" ", command),
                                  mistake)));
        }
      }
    }
    // Then
    assertThat(wrong).isEmpty();
    assertThat(judged).isGreaterThan(50);
  }

  @Test
  void jsonAndYamlAreWhatTheyClaimToBe() {
    // Given
    var broken = new ArrayList<String>();
    int read = 0;
    // When
    for (var page : PAGES) {
      for (var block : page.blocks()) {
        var place = Repository.name(page.file()) + ", line " + block.line() + ": ";
        if (block.language().equals("json")) {
          read++;
          try {
            MAPPER.readTree(block.text());
          } catch (JsonProcessingException e) {
            broken.add(place + e.getOriginalMessage());
          }
        } else if (block.language().equals("yaml")) {
          read++;
          try {
            Repository.yaml(block.text());
          } catch (YAMLException e) {
            broken.add(place + e.getMessage());
          }
        }
      }
    }
    // Then
    assertThat(broken).isEmpty();
    assertThat(read).isGreaterThan(3);
  }

  @Test
  void theIndexLeadsToEveryPageOfTheDocuments() {
    // Given
    var index = MarkdownPage.read(Repository.file("docs/README.md"));
    // When
    var indexed =
        index.links().stream()
            .map(link -> index.file().resolveSibling(path(link)).normalize())
            .toList();
    // Then
    assertThat(
            PAGES.stream()
                .map(MarkdownPage::file)
                .filter(file -> file.startsWith(Repository.file("docs")))
                .filter(file -> !file.startsWith(Repository.file("docs/decisions")))
                .filter(file -> !file.equals(index.file())))
        .isNotEmpty()
        .isSubsetOf(indexed);
  }

  @Test
  void everyVariableOfTheEnvironmentIsInTheReferenceAndIsOneThatCodeReads() {
    // Given
    var code = new ArrayList<String>(names(Repository.text("tenor")));
    for (var file : Repository.files("", ".java")) {
      code.addAll(names(Repository.text(file)));
    }
    // When
    var told = names(Repository.text("docs/reference/environment.md"));
    // Then
    assertThat(told)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(code.stream().distinct().toList());
  }

  private static List<String> names(String text) {
    return VARIABLE.matcher(text).results().map(found -> found.group()).distinct().toList();
  }

  private static boolean leadsSomewhere(MarkdownPage page, String link) {
    Path target = path(link).isEmpty() ? page.file() : page.file().resolveSibling(path(link));
    if (!Files.exists(target)) {
      return false;
    }
    int hash = link.indexOf('#');
    return hash < 0
        || !target.toString().endsWith(".md")
        || MarkdownPage.read(target).anchors().contains(link.substring(hash + 1));
  }

  private static String path(String link) {
    int hash = link.indexOf('#');
    return URLDecoder.decode(hash < 0 ? link : link.substring(0, hash), StandardCharsets.UTF_8);
  }
}

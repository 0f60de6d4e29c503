package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial, as somebody types it who reads it from its top to its end. */
class TutorialIT {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Pattern STEP =
      Pattern.compile(
          "<!-- (runs|goes on: ([^>]+?)|file: (\\S+)) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path directory;

  private final Deque<Typed> running = new ArrayDeque<>();
  private final List<String> files = new ArrayList<>();
  private String address = "";

  @AfterEach
  void stop() {
    while (!running.isEmpty()) {
      running.pop().stop();
    }
  }

  @Test
  void everyStepDoesWhatThePageSays() throws Exception {
    // Given
    var steps = STEP.matcher(Repository.text("docs/tutorial.md")).results().toList();
    // When
    int run = 0;
    String lastOutput = "";
    for (var step : steps) {
      var text = step.group(4);
      if (step.group(3) != null) {
        files.add(step.group(3));
        Files.writeString(directory.resolve(step.group(3)), text);
      } else {
        for (var words : ShellCommands.ofTenor(text)) {
          run++;
          lastOutput = step.group(2) == null ? run(words) : begin(words, step.group(2));
        }
      }
    }
    // Then: the last step shows an alert by the rule of the page
    assertThat(run).isEqualTo(11);
    assertThat(lastOutput).contains("not-at-ease", "bed-5", "raised");
  }

  private String run(List<String> words) {
    var typed = Typed.run(full(words));
    assertThat(typed.status().join()).as("%s: %s", words, typed.err()).isZero();
    return typed.out().toString();
  }

  private String begin(List<String> words, String sign) {
    boolean broker = words.get(0).equals("broker");
    var typed = Typed.start(broker ? List.of("broker", "--port", "0") : full(words));
    running.push(typed);
    await()
        .atMost(LONG)
        .until(() -> typed.out().toString().contains(sign) || typed.status().isDone());
    assertThat(typed.status().isDone()).as("%s: %s", words, typed.err()).isFalse();
    if (broker) {
      address = typed.out().toString().lines().findFirst().orElseThrow().replaceAll(".* ", "");
    }
    return typed.out().toString();
  }

  /** As on the page, but for the broker's address and where files are. */
  private List<String> full(List<String> words) {
    var full = new ArrayList<String>();
    for (var word : words) {
      full.add(files.contains(word) ? directory.resolve(word).toString() : word);
    }
    if (!words.subList(0, Math.min(2, words.size())).equals(List.of("rules", "check"))) {
      full.addAll(List.of("--bootstrap-server", address));
    }
    return full;
  }
}

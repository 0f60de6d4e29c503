package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellCommandsTest {

  @Test
  void commandsAreFoundWithoutWhatIsAroundThem() {
    // Given
    String script =
        """
        export A=b && TENOR_PURPOSE=research ./tenor monitor --threads 2   # in the second terminal
        ./tenor events --json | head -n 3 > out.json
        ./tenor topics create \\
          --partitions 4 2> err.txt; ./tenor status &
        echo ./tenor; cat <<< './tenor nothing'
        ./tenor alerts ack 'a/b c' "x#y" #z
        """;
    // When
    var commands = ShellCommands.ofTenor(script);
    // Then
    assertThat(commands)
        .containsExactly(
            List.of("monitor", "--threads", "2"),
            List.of("events", "--json"),
            List.of("topics", "create", "--partitions", "4"),
            List.of("status"),
            List.of("alerts", "ack", "a/b c", "x#y"));
  }
}

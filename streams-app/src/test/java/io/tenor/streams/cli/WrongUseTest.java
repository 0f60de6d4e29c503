package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenor.audio.WavFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong before a broker is asked. */
class WrongUseTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sensor --context office --id a --mic               | 2 | is not driver or ward",
        "sensor --id a --mic                                | 2 | --context",
        "sensor --context ward --id a                       | 2 | --wav",
        "sensor --context ward --id a --mic --wav x.wav     | 2 | --mic",
        "sensor --context ward --id a --mic --rate max      | 2 | realtime",
        "sensor --context ward --id a --wav x --rate max --loop | 2 | --seconds",
        "sensor --context ward --id a --wav x --chunk-ms 9  | 2 | 10 to 10000 ms",
        "sensor --context ward --id a --wav x --seconds 0   | 2 | above 0",
        "sensor --context ward --id a --wav x --rate slow   | 2 | --rate",
        "sensor --context ward --id a --wav %dir%/empty     | 1 | no file that ends in .wav",
        "sensor --context ward --id a --voice joy           | 2 | not one of anger",
        "sensor --context ward --id a --voice fear --rate max | 2 | --seconds",
        "spectrogram --wav %dir%/none.wav --out %dir%/a.png | 1 | There is no file",
        "spectrogram --wav %dir%/text.onnx --out %dir%/a.png | 1 | not a WAV file",
        "spectrogram --wav %dir%/short.wav --out %dir%/a.png | 1 | shorter than one frame",
        "spectrogram --wav %dir%/long.wav --out %dir%/none/a.png | 1 | cannot be written",
        "spectrogram --wav %dir%/long.wav --out %dir%/a.png --size 10x10 | 2 | 10x10",
        "load --sensors 0                                   | 2 | --sensors is 0",
        "load --speech-share 2                              | 2 | --speech-share is 2",
        "load --chunk-ms 5                                  | 2 | 10 to 10000",
        "load --seconds 0                                   | 2 | --seconds is 0",
        "load -- --threads 2                                | 2 | need --embedded",
        "load --model %dir%/text.onnx                       | 1 | not a model",
        "monitor --purpose research --http 9464             | 2 | give HOST:PORT",
        "monitor --purpose research --http localhost:99999  | 2 | give HOST:PORT",
        "monitor --purpose research --http 192.0.2.1:9464   | 1 | cannot be served on",
        "events --timeout 0                                 | 2 | --timeout",
        "events --max 0                                     | 2 | --max",
        "events --topic-prefix a/b                          | 2 | a/b",
        "events --config %dir%/none.properties              | 2 | none.properties",
        "events --bootstrap-server no-port                  | 2 | --bootstrap-server",
        "dashboard --http 0.0.0.0:0                         | 2 | --token-file or --behind-proxy",
        "dashboard --http nonsense                          | 2 | such as 127.0.0.1:8080",
        "dashboard --token-file %dir%/none                  | 2 | openssl rand -hex 16",
        "dashboard --token-file %dir%/text.onnx             | 2 | at least 16",
        "dashboard --behind-proxy proxy.example             | 2 | is no IP address",
        "dashboard --user-header X-User                     | 2 | with --behind-proxy only",
        "dashboard --token-file %dir%/weak.token            | 2 | easily guessed",
        "dashboard --behind-proxy 203.0.113.5               | 2 | say with --host",
        "dashboard --behind-proxy 127.0.0.1 --host ward.example | 2 | --proxy-secret-file",
        "dashboard --behind-proxy 203.0.113.5 --host ward.example --proxy-secret-file %dir%/none | 2 | cannot be read",
        "dashboard --behind-proxy 203.0.113.5 --host ward.example --proxy-secret-file %dir%/weak.token | 2 | easily guessed",
        "dashboard --host ward.example                      | 2 | with --behind-proxy only",
        "model publish %dir%/text.onnx --address https://me:pw@h/m.onnx | 2 | has a user or a password",
        "model publish %dir%/text.onnx --address https://me@h/m.onnx | 2 | has a user or a password",
        "dashboard --token-file x --behind-proxy 10.0.0.1   | 2 | and not both",
        "demo --dashboard-port 70000                        | 2 | 1 to 65535",
        "alerts --webhook ftp://h/                          | 2 | http:// or https://",
        "alerts --webhook http:///alerts                    | 2 | names no host",
        "alerts --webhook http://me:pw@h/                   | 2 | credentials",
        "alerts --webhook http://a^b/                       | 2 | is no URL",
        "alerts --webhook http://h/                         | 2 | --webhook-secret-file",
        "alerts --webhook-unsigned                          | 2 | --webhook=URL",
        "alerts --webhook http://h/ --webhook-unsigned --group= | 2 | --group",
        "alerts --webhook http://h/ --webhook-unsigned --max 0 | 2 | --max",
        "alerts --webhook http://h/ --webhook-unsigned --webhook-secret-file x | 2 | not both",
        "alerts --webhook http://h/ --webhook-secret-file %dir%/none | 2 | cannot be read",
        "alerts --webhook http://h/ --webhook-secret-file %dir%/short.secret | 2 | 24 are needed",
        "alerts --webhook http://h/ --webhook-secret-file %dir%/text.onnx | 2 | not base64",
        "topics create --partitions 0                       | 2 | at least 1",
        "topics create --replication-factor 0               | 2 | at least 1",
        "broker --port 70000                                | 2 | 1 to 65535",
        "broker --port x                                    | 2 | --port",
        "model show %dir%/none.onnx                         | 1 | There is no model file",
        "model show %dir%/text.onnx                         | 1 | not a model",
        "model show                                         | 2 | FILE",
        "model check --device gpu                           | 2 | auto, cpu, cuda or cuda:N",
        "model check --largest-batch 0                      | 2 | --largest-batch",
        "monitor --purpose sales                            | 2 | none of medical, road-safety, research",
        "monitor --purpose research --rules %dir%/none.yaml | 2 | cannot be read",
        "monitor --purpose research --rules %dir%/bad.yaml  | 2 | needs 0 < clear < raise",
        "monitor --purpose research --timers moon           | 2 | not wall or stream",
        "rules check %dir%/bad.yaml                         | 2 | needs 0 < clear < raise",
        "rules publish %dir%/bad.yaml                       | 2 | needs 0 < clear < raise",
        "rules show --shipped office                        | 2 | not driver or ward",
        "alerts --webhook http://localhost:70000/            | 2 | its port is not 1 to 65535",
        "alerts --open --webhook http://localhost:1/        | 2 | not both",
        "size --sensors 0                                   | 2 | --sensors is a number from 1",
        "size --speech-share 2                              | 2 | --speech-share is 0 to 1",
        "size --target-latency 5                            | 2 | give a --target-latency above that",
        "size --target-utilisation 1                        | 2 | --target-utilisation",
        "size --gpu-windows-per-second 0                    | 2 | --gpu-windows-per-second",
        "size --costs %dir%/none.json                       | 2 | cannot be read",
        "size --costs %dir%/text.onnx                       | 2 | not as they should be",
        "size --measured %dir%/none.jsonl                   | 2 | No run can be read",
        "size --measured %dir%/text.onnx                    | 2 | does not end with the summary",
        "size --fit                                         | 2 | at least four",
        "size --write-costs %dir%/none/costs.json           | 2 | cannot be written",
        "record                                             | 2 | --out",
        "record --out %dir%/r --from 5 --to 5               | 2 | --to",
        "record --out %dir%/r --from-topic night            | 2 | ward=night",
        "record --out %dir%/r --from-topic audio.ward,ward=b | 2 | a folder each",
        "import                                             | 2 | DIR",
        "import %dir%/none                                  | 2 | neither a recording nor a corpus",
        "import %dir%/empty                                 | 2 | corpus",
        "import %dir%/empty --speed fast                    | 2 | --speed",
        "import %dir%/empty --shift-time                    | 2 | is no recording",
        "import %dir%/empty --pause -1                      | 2 | --pause",
        "alerts ack nonsense                                | 2 | no id of an alert",
      })
  void isOneSentenceWithTheCauseAndARightStatus(String args, int status, String words)
      throws IOException {
    // Given
    Files.writeString(directory.resolve("text.onnx"), "not a model");
    Files.writeString(directory.resolve("weak.token"), "aaaaaaaaaaaaaaaa");
    Files.writeString(directory.resolve("short.secret"), "whsec_c2hvcnQ=");
    Files.createDirectory(directory.resolve("empty"));
    Files.writeString(
        directory.resolve("bad.yaml"),
        "{version: a, rules: [{name: x, emotions: [fear], raise: 0.3, clear: 0.7}]}");
    WavFile.write(directory.resolve("short.wav"), 16_000, new short[399]);
    WavFile.write(directory.resolve("long.wav"), 16_000, new short[16_000]);
    String[] typed = args.replace("%dir%", directory.toString()).split(" +");
    // When
    Typed result = Typed.tenor(typed);
    // Then
    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.err()).contains(words).doesNotContain("\tat ");
    assertThat(result.err().lines().filter(line -> !line.startsWith("Try "))).hasSize(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aMonitorDoesNotStartWithoutAPurpose() {
    // Given: the environment may declare one
    assumeTrue(System.getenv("TENOR_PURPOSE") == null);

    // When
    Typed typed = Typed.tenor("monitor");

    // Then
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("--purpose medical, road-safety or research");
  }

  @Test
  void rulesAreToldInWords() throws IOException {
    // Given
    Typed shipped = Typed.tenor("rules", "show", "--shipped", "ward");
    var file = Files.writeString(directory.resolve("ward.yaml"), shipped.out());

    // When
    Typed typed = Typed.tenor("rules", "check", file.toString());

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out().lines())
        .anyMatch(line -> line.startsWith("Rules ward-1: "))
        .anyMatch(line -> line.startsWith("- ward-distress (ward): anger or fear at "))
        .anyMatch(line -> line.contains("nothing heard for 30 s"))
        .anyMatch(line -> line.contains("high if not acknowledged in 1 min"));
  }

  @Test
  void aStackTraceShowsOnlyWhenAskedFor() {
    // When
    Typed quiet = Typed.tenor("topics", "create", "--partitions", "0");
    Typed verbose = Typed.tenor("topics", "create", "--partitions", "0", "--verbose");
    // Then
    assertThat(quiet.err()).doesNotContain("\tat ");
    assertThat(verbose.err()).startsWith(quiet.err()).contains("\tat io.tenor");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    // Given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      Typed result = Typed.tenor("broker", "--port", Integer.toString(taken.getLocalPort()));
      // Then
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .isEqualToIgnoringNewLines(
              "Port %d is already in use on this machine: stop the program that listens on it, or choose another port with --port."
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    // Given
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    // When
    Typed result = Typed.tenor("broker", "--port", "0", "--data", file + "/data");
    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("file/data", "--data").hasLineCount(1);
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNamedWithTheRemedy() throws IOException {
    // Given
    Path impatient = directory.resolve("client.properties");
    Files.writeString(impatient, "default.api.timeout.ms=500\nrequest.timeout.ms=400\n");
    Path wav = directory.resolve("a.wav");
    WavFile.write(wav, 16_000, new short[160]);
    String[] common = {"--bootstrap-server", "localhost:1", "--config", impatient.toString()};
    String[][] commands = {
      {"topics", "create"},
      {"topics", "list"},
      {"events"},
      {"alerts"},
      {"alerts", "--webhook", "http://localhost:1/", "--webhook-unsigned"},
      {"sensor", "--context", "ward", "--id", "a", "--wav", wav.toString()}
    };
    for (String[] command : commands) {
      // When
      Typed result = Typed.tenor(concat(command, common));
      // Then
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .isEqualToIgnoringNewLines(
              "No Kafka broker answers at localhost:1: start one with ./tenor broker, or give --bootstrap-server.");
    }
  }

  private static String[] concat(String[] first, String[] second) {
    return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
  }
}

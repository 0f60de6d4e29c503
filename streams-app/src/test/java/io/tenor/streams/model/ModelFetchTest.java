package io.tenor.streams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.tenor.streams.Patience;
import io.tenor.streams.StallingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// Whatever waits for ever here would wait for ever in a monitor.
@Timeout(
    value = Patience.MINUTES,
    unit = TimeUnit.MINUTES,
    threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelFetchTest {

  private static final byte[] FILE = {1, 2, 3, 4};
  private static final String SHA_256 = OnnxModel.sha256(FILE);

  /** A topic with that file. */
  private static final ModelTopic TOPIC =
      new ModelTopic() {
        @Override
        public String name() {
          return "models";
        }

        @Override
        public byte[] read(String sha256, int bytes) throws IOException {
          if (sha256.equals(SHA_256)) {
            return FILE.clone();
          }
          throw new IOException("no such file");
        }
      };

  @TempDir private Path directory;
  private ModelFetch fetch = new ModelFetch(ModelOrigins.NONE, ModelTopic.NONE);

  @AfterEach
  void close() {
    fetch.close();
  }

  private URI file(byte... bytes) throws IOException {
    return Files.write(directory.resolve("a model.onnx"), bytes).toUri();
  }

  private void allow(Object... origins) {
    fetch.close();
    fetch =
        new ModelFetch(
            ModelOrigins.parse(List.of(origins).stream().map(String::valueOf).toList()), TOPIC);
  }

  private byte[] fetched(URI address) {
    return fetched(address, FILE.length);
  }

  private byte[] fetched(URI address, long bytes) {
    try {
      return fetch.fetch(address, bytes, SHA_256).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ModelException known ? known : e;
    }
  }

  private static HttpServer server() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }

  private static String root(HttpServer server) {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  @Test
  void aFileIsFetched() throws Exception {
    allow(directory);
    assertThat(fetched(file(FILE))).isEqualTo(FILE);
  }

  @Test
  void whatIsOnTheMonitorsOwnTopicIsFetchedWithoutAnyOrigin() {
    allow();
    assertThat(fetched(URI.create("kafka:models"))).isEqualTo(FILE);
    assertThat(fetch.fetch(URI.create("kafka:models"), 4, "0".repeat(64)))
        .failsWithin(Patience.LIMIT)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("cannot be read from the topic models: publish it again");
  }

  @Test
  void whatAServerHasIsFetchedAndSecretsOfTheAddressAreNotTold() throws Exception {
    // Given
    var server = server();
    server.createContext(
        "/m.onnx",
        exchange -> {
          exchange.sendResponseHeaders(200, FILE.length);
          exchange.getResponseBody().write(FILE);
          exchange.close();
        });
    try {
      allow(root(server));

      // When, Then
      assertThat(fetched(URI.create(root(server) + "/m.onnx?key=secret"))).isEqualTo(FILE);
      assertThatThrownBy(() -> fetched(URI.create(root(server) + "/other?key=secret")))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("/other answers with status 404")
          .message()
          .doesNotContain("secret");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anotherFileIsRefusedHoweverLongItIs() throws Exception {
    allow(directory);
    for (var other : new byte[][] {{1, 2, 3, 5}, {1, 2, 3}, {1, 2, 3, 4, 5}, {}}) {
      var address = file(other);
      assertThatThrownBy(() -> fetched(address))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("is not the file that was announced");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 4, 9, -1})
  void anAnswerOfAnotherLengthIsRefusedAlsoIfItIsNotSaid(long announced) throws Exception {
    // Given
    var body = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9};
    var server = server();
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0); // chunks, whose length nobody says
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    try {
      allow(root(server));
      long bytes = announced < 0 ? body.length + 1 : announced;

      // When, Then
      assertThatThrownBy(() -> fetched(URI.create(root(server) + "/m.onnx"), bytes))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("is not the file that was announced");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:1/m.onnx  | 4            | cannot be fetched from http://127.0.0.1:1/m.onnx",
        "ftp://models.example/m     | 4            | cannot be fetched with ftp",
        "file:///m.onnx             | 0            | 0 bytes is not fetched",
        "file:///m.onnx             | 600000000000 | is not fetched",
      })
  void anAddressThatCannotBeFetchedIsOneSentence(String address, long bytes, String sentence) {
    allow("http://127.0.0.1:1/", "/");
    assertThatThrownBy(() -> fetched(URI.create(address), bytes))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void addressesElsewhereAreNotAskedAndTheAnswerIsTheSameWhateverIsThere() throws Exception {
    // Given
    var asked = new AtomicInteger();
    var server = server();
    server.createContext("/", exchange -> asked.incrementAndGet());
    var other = Files.createDirectory(directory.resolve("models-2"));
    Files.createDirectory(directory.resolve("models"));
    Files.write(other.resolve("m.onnx"), FILE);
    try {
      allow(directory.resolve("models"), root(server) + "/models");
      var elsewhere =
          List.of(
              root(server) + "/",
              root(server) + "/models-2/m.onnx",
              root(server) + "/models/../m.onnx",
              root(server) + "/models/%2e%2e/m.onnx",
              root(server) + "/models/..%2Fm.onnx",
              root(server).replace("http", "https") + "/models/m.onnx",
              root(server).replace("127.0.0.1", "localhost") + "/models/m.onnx",
              root(server).replace("//", "//user:password@") + "/models/m.onnx",
              "http:m.onnx",
              "kafka:another.topic",
              "kafka:///models",
              "http://127.0.0.1:1/models/m.onnx",
              "file://host/m.onnx",
              "file:///etc/passwd",
              "file:///nowhere/m.onnx",
              other.resolve("m.onnx").toUri().toString(),
              other.resolve("none.onnx").toUri().toString(),
              directory.toUri() + "models/../models-2/m.onnx");

      // When, Then
      for (var address : elsewhere) {
        assertThatThrownBy(() -> fetched(URI.create(address)))
            .as(address)
            .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.isPassing()).isFalse())
            .hasMessageMatching("Models are not fetched from .*: publish it without --address, .*")
            .message()
            .doesNotContain("password@");
      }
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nothingButARegularFileIsOpenedAndNothingIsToldOfWhatALinkPointsAt() throws Exception {
    // Given
    allow(directory.resolve("models"));
    var models = Files.createDirectory(directory.resolve("models"));
    Files.createDirectory(models.resolve("folder"));
    Files.write(directory.resolve("elsewhere"), FILE);
    Files.createSymbolicLink(models.resolve("there"), Path.of("../elsewhere"));
    Files.createSymbolicLink(models.resolve("not-there"), Path.of("../none"));
    Files.createSymbolicLink(models.resolve("device"), Path.of("/dev/zero"));
    assumeTrue(
        new ProcessBuilder("mkfifo", models.resolve("fifo").toString()).start().waitFor() == 0);

    // When, Then
    for (var name : List.of("none", "folder", "there", "not-there", "device", "fifo")) {
      var address = models.resolve(name).toUri();
      assertThatThrownBy(() -> fetched(address))
          .as(name)
          .isInstanceOf(ModelException.class)
          .hasMessageMatching(
              "There is no regular file file:.*" + name + "/? that can be read here.");
    }
  }

  @Test
  void linksWithinAFolderAreFollowed() throws Exception {
    // Given: as Kubernetes mounts a volume
    allow(directory);
    Files.createDirectory(directory.resolve("..2026"));
    Files.write(directory.resolve("..2026/m.onnx"), FILE);
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026"));
    Files.createSymbolicLink(directory.resolve("m.onnx"), Path.of("..data/m.onnx"));

    // When, Then
    assertThat(fetched(directory.resolve("m.onnx").toUri())).isEqualTo(FILE);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    // Given
    var asked = new AtomicInteger();
    var inner = server();
    inner.createContext("/", exchange -> asked.incrementAndGet());
    var server = server();
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("location", root(inner) + "/internal");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    try {
      allow(root(server), root(inner));

      // When, Then
      assertThatThrownBy(() -> fetched(URI.create(root(server) + "/m.onnx")))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("redirects, which is not followed");
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
      inner.stop(0);
    }
  }

  @Test
  void aServerThatStallsInTheBodyIsGivenUpAfterTheLimitAndItsConnectionIsClosed() throws Exception {
    // Given
    try (var server = StallingServer.start(FILE.length)) {
      fetch.close();
      fetch =
          new ModelFetch(
              ModelOrigins.parse(List.of(server.url().toString())),
              ModelTopic.NONE,
              Duration.ofMillis(300));

      // When, Then
      assertThatThrownBy(() -> fetched(server.url().resolve("m.onnx")))
          .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.isPassing()).isTrue())
          .hasMessageContaining("could not be fetched from http://");
      assertThat(server.closedByClient()).succeedsWithin(Patience.LIMIT);
    }
  }

  @Test
  void whoeverCancelsAFetchEndsIt() throws Exception {
    // Given
    try (var server = StallingServer.start(FILE.length)) {
      allow(server.url());
      var answer = fetch.fetch(server.url().resolve("m.onnx"), FILE.length, SHA_256);
      assertThat(server.asked()).succeedsWithin(Patience.LIMIT);

      // When
      answer.cancel(true);

      // Then
      assertThat(server.closedByClient()).succeedsWithin(Patience.LIMIT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:///models            | names no host",
        "https://u:p@host/         | with a password in it",
        "https://host/?a=b         | more than a host and a path",
        "https://host/a/../b       | more than one way",
        "https://host/a b          | is no address and no path",
        "file://host/folder        | is no address and no path",
      })
  void anOriginThatIsNoneIsNamed(String origin, String clause) {
    assertThatThrownBy(() -> ModelOrigins.parse(List.of(origin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(clause);
  }
}

package io.tenor.streams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFetchTest {

  private static final byte[] FILE = {1, 2, 3, 4};
  private static final String SHA_256 = OnnxModel.sha256(FILE);

  @TempDir private Path directory;

  private URI file(byte... bytes) throws IOException {
    return Files.write(directory.resolve("a model.onnx"), bytes).toUri();
  }

  @Test
  void aFileIsFetched() throws Exception {
    assertThat(ModelFetch.fetch(file(FILE), 4, SHA_256)).isEqualTo(FILE);
  }

  @Test
  void whatAServerHasIsFetchedAndSecretsOfTheAddressAreNotTold() throws Exception {
    // Given
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/m.onnx",
        exchange -> {
          exchange.sendResponseHeaders(200, FILE.length);
          exchange.getResponseBody().write(FILE);
          exchange.close();
        });
    server.start();
    try {
      var root =
          "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();

      // When, Then
      assertThat(ModelFetch.fetch(URI.create(root + "/m.onnx?key=secret"), 4, SHA_256))
          .isEqualTo(FILE);
      assertThatThrownBy(() -> ModelFetch.fetch(URI.create(root + "/other?key=secret"), 4, SHA_256))
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
    for (var other : new byte[][] {{1, 2, 3, 5}, {1, 2, 3}, {1, 2, 3, 4, 5}, {}}) {
      var address = file(other);
      assertThatThrownBy(() -> ModelFetch.fetch(address, 4, SHA_256))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("is not the file that was announced");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///nowhere/m.onnx     | 4            | There is no file file:/nowhere/m.onnx here.",
        "file://host/m.onnx         | 4            | names no file",
        "http://127.0.0.1:1/m.onnx  | 4            | cannot be fetched from http://127.0.0.1:1/m.onnx",
        "http:m.onnx                | 4            | names no host",
        "ftp://models.example/m     | 4            | cannot be fetched with ftp",
        "file:///m.onnx             | 0            | 0 bytes is not fetched",
        "file:///m.onnx             | 600000000000 | is not fetched",
      })
  void anAddressThatCannotBeFetchedIsOneSentence(String address, long bytes, String sentence) {
    assertThatThrownBy(() -> ModelFetch.fetch(URI.create(address), bytes, SHA_256))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(sentence);
  }
}

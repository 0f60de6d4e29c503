package io.tenor.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenor.audio.WavFile;
import io.tenor.corpus.CorpusException;
import io.tenor.corpus.TrainingHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching from a real server on this machine. */
class CorpusFetchTest {

  private static final Download.Progress SILENT = (received, total) -> {};

  @TempDir private Path folder;

  private final Map<String, byte[]> wavs = new TreeMap<>();
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private byte[] zip;
  private boolean breaksOff;
  private boolean knowsRanges = true;

  @BeforeEach
  void serve() throws IOException {
    wavs.put("03a01Wa.wav", WavFile.toBytes(16_000, new short[] {1, 2, 3}));
    wavs.put("08a01Wa.wav", WavFile.toBytes(16_000, new short[20_000]));
    Map<String, byte[]> entries = new TreeMap<>();
    wavs.forEach((name, bytes) -> entries.put("wav/" + name, bytes));
    entries.put("readme.txt", new byte[] {'h', 'i'});
    zip = zip(entries);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/download.zip", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    int from = 0;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
    }
    if (from >= zip.length) {
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, zip.length - from);
    int to = breaksOff ? zip.length / 2 : zip.length;
    exchange.getResponseBody().write(Arrays.copyOfRange(zip, from, to));
    exchange.close();
  }

  private String digest() {
    TrainingHash hash = new TrainingHash();
    wavs.forEach(hash::add);
    return hash.hex();
  }

  private URI address(String path) {
    return URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private void fetch(String digest) throws CorpusException, InterruptedException {
    new CorpusFetch(address("/download.zip"), digest).into(folder.resolve("emodb"), SILENT);
  }

  @Test
  void theRightCorpusIsUnpackedAndNothingElseLeft() throws Exception {
    // When
    fetch(digest());

    // Then
    assertThat(folder.resolve("emodb/wav/03a01Wa.wav")).hasBinaryContent(wavs.get("03a01Wa.wav"));
    assertThat(folder.resolve("emodb/readme.txt")).hasContent("hi");
    assertThat(folder).isDirectoryNotContaining("glob:**.{part,unpacked}");
  }

  @Test
  void aDownloadThatBrokeOffGoesOnWhereItWas() throws Exception {
    // Given
    breaksOff = true;
    assertThatThrownBy(() -> fetch(digest()))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("start the same command again to go on");
    assertThat(folder.resolve("emodb.zip.part")).hasSize(zip.length / 2);
    breaksOff = false;

    // When
    fetch(digest());

    // Then
    assertThat(ranges).containsExactly("null", "bytes=" + zip.length / 2 + "-");
    assertThat(folder.resolve("emodb/wav/08a01Wa.wav")).exists();
  }

  @Test
  void aServerWithoutRangesBeginsAnew() throws Exception {
    // Given
    Files.write(folder.resolve("emodb.zip.part"), new byte[] {9, 9, 9});
    knowsRanges = false;

    // When
    fetch(digest());

    // Then
    assertThat(folder.resolve("emodb/wav/08a01Wa.wav")).exists();
  }

  @Test
  void aWholePartIsNotFetchedAgain() throws Exception {
    Files.write(folder.resolve("emodb.zip.part"), zip);
    fetch(digest());
    assertThat(folder.resolve("emodb/wav/08a01Wa.wav")).exists();
  }

  @Test
  void anotherCorpusIsRefusedAndRemoved() {
    assertThatThrownBy(() -> fetch("0".repeat(64)))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("is not the corpus that is known")
        .hasMessageContaining(digest());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anEntryThatWouldLieOutsideIsRefused() throws Exception {
    // Given
    zip = zip(Map.of("../escaped.wav", new byte[] {1}));

    // When and then
    assertThatThrownBy(() -> fetch(digest()))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("'../escaped.wav', which would lie outside");
    assertThat(folder.resolve("escaped.wav")).doesNotExist();
  }

  @Test
  void aPageInPlaceOfTheZipFileIsSaid() {
    zip = "<html>moved</html>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> fetch(digest())).hasMessageContaining("is not a zip file");
  }

  @Test
  void aMissingAddressIsSaid() {
    assertThatThrownBy(
            () ->
                new CorpusFetch(address("/gone.zip"), digest())
                    .into(folder.resolve("emodb"), SILENT))
        .hasMessageContaining("status 404");
  }

  @Test
  void aFolderThatIsThereIsNotTouched() throws IOException {
    Files.createDirectories(folder.resolve("emodb"));
    assertThatThrownBy(() -> fetch(digest())).hasMessageContaining("is there already");
    assertThat(ranges).isEmpty();
  }
}

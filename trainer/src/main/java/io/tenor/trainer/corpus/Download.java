package io.tenor.trainer.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Downloads a file over HTTP and goes on with a part that is there. */
public final class Download {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Told how far a download is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some bytes have come.
     *
     * @param received bytes in all, those of an earlier try included
     * @param total bytes of the whole file; -1 if the server does not say
     */
    void received(long received, long total);
  }

  private final URI address;

  /** Prepares to download from an address. */
  public Download(URI address) {
    this.address = address;
  }

  /**
   * Downloads, appending to the part that is there if the server can begin in the middle.
   *
   * @param part the file; complete when this returns
   * @throws IOException in one sentence, if the server refuses or the connection breaks; the part
   *     is kept
   */
  public void to(Path part, Progress progress) throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (have > 0) {
      request.header("Range", "bytes=%d-".formatted(have));
    }
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(
          "the server does not answer, so check the network or fetch it by hand", e);
    }
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case OK -> receive(body, part, 0, length(response, 0), progress);
        case PARTIAL -> receive(body, part, have, length(response, have), progress);
        case RANGE_NOT_SATISFIABLE -> progress.received(have, have); // all of it was there
        default ->
            throw new IOException(
                "the server answers with status %d, so look for the corpus's new address"
                    .formatted(response.statusCode()));
      }
    }
  }

  private static long length(HttpResponse<?> response, long before) {
    long rest = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    return rest < 0 ? -1 : before + rest;
  }

  private static void receive(
      InputStream body, Path part, long before, long total, Progress progress) throws IOException {
    StandardOpenOption mode =
        before > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long received = before;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] buffer = new byte[1 << 16];
      int read = read(body, buffer);
      while (read >= 0) {
        out.write(buffer, 0, read);
        received += read;
        progress.received(received, total);
        read = read(body, buffer);
      }
    }
    if (total >= 0 && received < total) {
      throw broken(null);
    }
  }

  private static int read(InputStream body, byte[] buffer) throws IOException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static IOException broken(IOException cause) {
    return new IOException(
        "the connection broke off, so start the same command again to go on where it stopped",
        cause);
  }
}

package io.tenor.streams.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches the file of a model from where it is said to be, and takes nothing but that very file.
 */
public final class ModelFetch {

  /** Larger files are refused: they would not fit in memory several times over. */
  public static final long MAX_BYTES = 512L << 20;

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;

  private ModelFetch() {}

  /**
   * Fetches.
   *
   * @param address a {@code file:}, {@code http:} or {@code https:} URI
   * @param bytes of the file, 1 to {@link #MAX_BYTES}
   * @param sha256 of the file, lower-case hexadecimal
   * @return the file
   * @throws ModelException in one sentence, if it cannot be had, which may pass, or is another one
   */
  public static byte[] fetch(URI address, long bytes, String sha256) throws InterruptedException {
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw new ModelException(
          "A model of %d bytes is not fetched: at most %d are.".formatted(bytes, MAX_BYTES));
    }
    byte[] file;
    try (var in = open(address)) {
      file = in.readNBytes(Math.toIntExact(bytes + 1));
    } catch (NoSuchFileException e) {
      throw ModelException.passing("There is no file %s here.".formatted(shown(address)), e);
    } catch (IOException e) {
      throw ModelException.passing(
          "The model cannot be fetched from %s: %s."
              .formatted(shown(address), e.getClass().getSimpleName()),
          e);
    }
    if (file.length != bytes || !OnnxModel.sha256(file).equals(sha256)) {
      throw new ModelException(
          "What lies at %s is not the file that was announced: its SHA-256 differs."
              .formatted(shown(address)));
    }
    return file;
  }

  private static InputStream open(URI address) throws IOException, InterruptedException {
    var scheme = String.valueOf(address.getScheme());
    return switch (scheme) {
      case "file" -> Files.newInputStream(path(address));
      case "http", "https" -> get(address);
      default ->
          throw new ModelException(
              "A model cannot be fetched with %s: give a file:, http: or https: address."
                  .formatted(scheme));
    };
  }

  private static Path path(URI address) {
    try {
      return Path.of(address);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new ModelException(
          "The address %s names no file: give one such as file:///models/compact.onnx."
              .formatted(shown(address)),
          e);
    }
  }

  private static InputStream get(URI address) throws IOException, InterruptedException {
    var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
    } catch (IllegalArgumentException e) {
      throw new ModelException("The address %s names no host.".formatted(shown(address)), e);
    }
    var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != OK) {
      response.body().close();
      throw ModelException.passing(
          "The server of %s answers with status %d."
              .formatted(shown(address), response.statusCode()),
          null);
    }
    return response.body();
  }

  /** Without what may be a secret: user, password and query. */
  static String shown(URI address) {
    if (address.getHost() == null) {
      return address.getScheme() + ":" + address.getPath();
    }
    var port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "%s://%s%s%s".formatted(address.getScheme(), address.getHost(), port, address.getPath());
  }
}

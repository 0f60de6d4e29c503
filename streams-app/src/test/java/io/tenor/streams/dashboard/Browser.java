package io.tenor.streams.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.Patience;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium: the one at {@code TENOR_CHROMIUM}, else one on the path. Nothing is
 * downloaded.
 */
final class Browser implements AutoCloseable {

  private static final String VARIABLE = "TENOR_CHROMIUM";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private Browser(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Where one is, if there is one. */
  static Optional<Path> find() {
    var told = Optional.ofNullable(System.getenv(VARIABLE)).filter(path -> !path.isBlank());
    if (told.isPresent()) {
      return told.map(Path::of).filter(Files::isExecutable);
    }
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it. */
  static Browser start(Path chromium, Path profile) throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                chromium.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--mute-audio"));
    if (System.getProperty("user.name").equals("root")) {
      line.add("--no-sandbox"); // it refuses to run as root with one
    }
    line.add("about:blank");
    var process =
        new ProcessBuilder(line)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var told = profile.resolve("DevToolsActivePort");
    Patience.await().until(() -> Files.exists(told) && Files.readAllLines(told).size() >= 2);
    return new Browser(process, "http://127.0.0.1:" + Files.readAllLines(told).get(0));
  }

  /** An empty page. */
  BrowserPage newPage() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    var socket = new ObjectMapper().readTree(answer).get("webSocketDebuggerUrl").asText();
    return new BrowserPage(new DevTools(http, URI.create(socket)));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

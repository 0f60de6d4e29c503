package io.tenor.streams.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page: those of this list, read once, and nothing else. */
final class Assets {

  private static final List<String> NAMES =
      List.of(
          "index.html",
          "style.css",
          "icon.svg",
          "main.js",
          "store.js",
          "link.js",
          "feed.js",
          "line.js",
          "worker.js",
          "board.js",
          "alerts.js",
          "sound.js",
          "sensor.js",
          "charts.js",
          "words.js",
          "dom.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, Asset> byPath = new LinkedHashMap<>();

  /**
   * A file.
   *
   * @param type its content type
   * @param tag differs where its content does
   * @param bytes not to be changed
   */
  record Asset(String type, String tag, byte[] bytes) {}

  /** Reads the files. */
  Assets() {
    for (var name : NAMES) {
      byPath.put("/" + name, read(name));
    }
    byPath.put("/", read("index.html"));
  }

  /** The file at this path of the server. */
  Optional<Asset> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static Asset read(String name) {
    try (var in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the dashboard's file " + name + " is missing");
      }
      var bytes = in.readAllBytes();
      var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      var tag = '"' + HexFormat.of().formatHex(Secrets.sha256(bytes), 0, 12) + '"';
      return new Asset(type, tag, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenor.streams.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A page of a browser, as a person and a test use it. */
final class BrowserPage implements AutoCloseable {

  private final DevTools tools;

  BrowserPage(DevTools tools) {
    this.tools = tools;
    tools.call("Page.enable", Map.of());
    tools.call("Runtime.enable", Map.of());
    tools.call("Log.enable", Map.of());
    size(1440, 900, false);
  }

  /** Goes to an address. */
  void open(URI address) {
    tools.call("Page.navigate", Map.of("url", address.toString()));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** Shows it instead of the other tabs. */
  void toFront() {
    tools.call("Page.bringToFront", Map.of());
  }

  /** Runs this before anything else in each document that is opened from now on. */
  void before(String script) {
    tools.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** The value of an expression. */
  JsonNode eval(String script) {
    var answer =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    assertThat(answer.has("exceptionDetails")).as("%s: %s", script, answer).isFalse();
    return answer.get("result").path("value");
  }

  /** The text that a person reads in the first element of this kind. */
  String text(String selector) {
    return eval("document.querySelector(%s)?.innerText ?? ''".formatted(quoted(selector))).asText();
  }

  /** Waits until an expression is true. */
  void await(String script) {
    Patience.await(script).until(() -> eval("!!(" + script + ")").asBoolean());
  }

  /** Waits until the first element of this kind has this text in it. */
  void awaitText(String selector, String text) {
    Patience.await(selector).untilAsserted(() -> assertThat(text(selector)).contains(text));
  }

  /** Clicks the first element of this kind. */
  void click(String selector) {
    eval("document.querySelector(%s).click()".formatted(quoted(selector)));
  }

  /** Presses the mouse on the first element of this kind, as only a person can. */
  void touch(String selector) {
    var at =
        eval(
            "(() => { const box = document.querySelector(%s).getBoundingClientRect();"
                    .formatted(quoted(selector))
                + " return [box.x + box.width / 2, box.y + box.height / 2]; })()");
    for (var type : List.of("mousePressed", "mouseReleased")) {
      tools.call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.get(0).asDouble(),
              "y",
              at.get(1).asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Presses a key. */
  void press(String key) {
    boolean letter = key.length() == 1;
    tools.call(
        "Input.dispatchKeyEvent",
        letter
            ? Map.of("type", "keyDown", "key", key, "text", key)
            : key.equals("Enter")
                ? Map.of("type", "keyDown", "key", key, "text", "\r", "windowsVirtualKeyCode", 13)
                : Map.of("type", "keyDown", "key", key));
    tools.call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** Types into the field that has the focus. */
  void type(String text) {
    tools.call("Input.insertText", Map.of("text", text));
  }

  /** Changes the size of the window. */
  void size(int width, int height, boolean phone) {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  /** Prefers a dark page, or a light one. */
  void dark(boolean dark) {
    tools.call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** What the page looks like, as a PNG. */
  void screenshot(Path file) {
    var data = tools.call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What axe finds that is serious, a line each. */
  List<String> inaccessible() {
    try (var in = BrowserPage.class.getResourceAsStream("/axe.min.js")) {
      eval(new String(in.readAllBytes(), UTF_8) + "; 0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var found =
        eval(
            "axe.run(document).then(r => r.violations.filter(v => ['serious','critical'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.help + ' ' + v.nodes.length + 'x '"
                + " + v.nodes[0].html.slice(0, 150) + ' ' + v.nodes[0].failureSummary))");
    return StreamSupport.stream(found.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** What went wrong in the page: exceptions, errors on the console, breaches of its policy. */
  List<String> errors() {
    return tools.events().stream().filter(BrowserPage::isError).map(JsonNode::toString).toList();
  }

  private static boolean isError(JsonNode event) {
    return switch (event.get("method").asText()) {
      case "Runtime.exceptionThrown" -> true;
      case "Runtime.consoleAPICalled" -> event.at("/params/type").asText().equals("error");
      case "Log.entryAdded" -> event.at("/params/entry/level").asText().equals("error");
      default -> false;
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Override
  public void close() {
    tools.call("Page.close", Map.of());
    tools.close();
  }
}

package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One answer to one request. */
final class Reply {

  private final Response response;
  private final Callback callback;
  private final ObjectWriter json;

  Reply(Response response, Callback callback, ObjectWriter json) {
    this.response = response;
    this.callback = callback;
    this.json = json;
  }

  /** What can be set before it is answered. */
  Response response() {
    return response;
  }

  /** Answers with a sentence for a person; pages show it. */
  void refuse(int status, String sentence) {
    json(status, Map.of("error", sentence));
  }

  /** Answers somebody who has tried too many tokens. */
  void tooSoon() {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, LoginLimit.PAUSE.toSeconds());
    refuse(
        HttpStatus.TOO_MANY_REQUESTS_429,
        "Too many wrong tokens came from there: wait some seconds, then try again.");
  }

  /** Answers with JSON. */
  void json(int status, Object value) {
    try {
      send(status, "application/json", json.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }

  /** Answers with a text. */
  void text(String text) {
    send(HttpStatus.OK_200, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }

  /** Answers with a file, or that the browser has it. */
  void asset(Assets.Asset asset, boolean known) {
    var headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    headers.put(HttpHeader.ETAG, asset.tag());
    if (known) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      response.write(true, ByteBuffer.allocate(0), callback);
    } else {
      send(HttpStatus.OK_200, asset.type(), asset.bytes());
    }
  }

  /** Says that it is answered. */
  void done() {
    callback.succeeded();
  }

  /** Says that it cannot be answered. */
  void fail(Throwable failure) {
    callback.failed(failure);
  }

  private void send(int status, String type, byte[] bytes) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}

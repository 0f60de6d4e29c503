package io.tenor.streams.dashboard;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.http.Visit;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/** Reads what comes with a request. No thread waits for it, however slowly it comes. */
final class Bodies {

  private static final int MAX_BYTES = 4_096;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Bodies() {}

  /**
   * Reads a body of JSON, then goes on with it, in whatever thread has read the last of it.
   *
   * @param then gets nothing where there is no JSON
   */
  static void read(Request request, Reply reply, Consumer<Optional<JsonNode>> then) {
    var type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    if (!type.startsWith("application/json")) {
      then.accept(Optional.empty());
      return;
    }
    var visit = Visit.of(request);
    visit.reading();
    Content.Source.asByteArrayAsync(
        request,
        MAX_BYTES,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING, // so that it does not run where all others are read
            (bytes, failure) -> {
              visit.answering();
              if (failure != null) {
                reply.refuse(
                    HttpStatus.BAD_REQUEST_400,
                    "What was sent breaks off, or has more than %d bytes.".formatted(MAX_BYTES));
              } else {
                goOn(json(bytes), reply, then);
              }
            }));
  }

  private static void goOn(
      Optional<JsonNode> body, Reply reply, Consumer<Optional<JsonNode>> then) {
    try {
      then.accept(body);
    } catch (RuntimeException e) {
      reply.fail(e);
    }
  }

  private static Optional<JsonNode> json(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes));
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }
}

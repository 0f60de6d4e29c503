package io.tenor.streams.dashboard;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.http.Visit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/** Reads what comes with a request. No thread waits for it, however slowly it comes. */
final class Bodies {

  private static final int MAX_BYTES = 4_096;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Request request;
  private final Reply reply;
  private final Consumer<Optional<JsonNode>> then;
  private final ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);

  private Bodies(Request request, Reply reply, Consumer<Optional<JsonNode>> then) {
    this.request = request;
    this.reply = reply;
    this.then = then;
  }

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
    Visit.of(request).reading();
    new Bodies(request, reply, then).readOn();
  }

  private void readOn() {
    var chunk = request.read();
    while (chunk != null && take(chunk)) {
      chunk = request.read();
    }
    if (chunk == null) {
      // Not where all others are read: who goes on may have to wait for a broker.
      request.demand(Invocable.from(Invocable.InvocationType.BLOCKING, this::readOn));
    }
  }

  /** Whether there is more to read. */
  private boolean take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      refuse();
      return false;
    }
    boolean fits = chunk.remaining() <= bytes.remaining();
    if (fits) {
      bytes.put(chunk.getByteBuffer());
    }
    boolean last = chunk.isLast();
    chunk.release();
    if (!fits) {
      refuse();
    } else if (last) {
      goOn();
    }
    return fits && !last;
  }

  private void refuse() {
    Visit.of(request).answering();
    reply.refuse(
        HttpStatus.BAD_REQUEST_400,
        "What was sent breaks off, or has more than %d bytes.".formatted(MAX_BYTES));
  }

  private void goOn() {
    Visit.of(request).answering();
    try {
      then.accept(json());
    } catch (RuntimeException e) {
      reply.fail(e);
    }
  }

  private Optional<JsonNode> json() {
    try {
      return Optional.of(MAPPER.readTree(bytes.array(), 0, bytes.position()));
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }
}

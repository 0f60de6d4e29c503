package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.tenor.streams.http.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** Server-sent events to one reader, who must take each before the next is made. */
final class EventStream {

  /** How long a browser waits before it connects again, in milliseconds. */
  private static final int RETRY_MS = 1_000;

  private final OutputStream out;
  private final ObjectWriter json;
  private final Visit visit;
  private final BooleanSupplier goesOn;

  /**
   * To a reader who may take only so long for each.
   *
   * @param goesOn whether the reader may still be told
   */
  EventStream(OutputStream out, ObjectWriter json, Visit visit, BooleanSupplier goesOn) {
    this.goesOn = goesOn;
    this.out = out;
    this.json = json;
    this.visit = visit;
  }

  /** Says how soon to come back. */
  void open() throws IOException {
    visit.sendingFrame();
    out.write(("retry: " + RETRY_MS + "\n\n").getBytes(UTF_8));
    out.flush();
    visit.frameSent();
  }

  /**
   * Sends one event.
   *
   * @param type its name
   * @param id what the browser says when it comes back
   * @param data becomes one line of JSON
   * @throws IOException if the reader has gone, is too slow, or has signed out
   */
  void send(String type, String id, Object data) throws IOException {
    if (!goesOn.getAsBoolean()) {
      throw new IOException("the reader has signed out");
    }
    visit.sendingFrame();
    out.write(("event: " + type + "\nid: " + id + "\ndata: ").getBytes(UTF_8));
    out.write(bytes(data));
    out.write("\n\n".getBytes(UTF_8));
    out.flush();
    visit.frameSent();
  }

  private byte[] bytes(Object data) {
    try {
      return json.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view cannot be written as JSON", e);
    }
  }
}

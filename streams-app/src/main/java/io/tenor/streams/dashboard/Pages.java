package io.tenor.streams.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tenor.schema.EventJson;
import io.tenor.spectrogram.ColorMap;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.streams.http.Visit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers every request. Thread-safe. */
final class Pages extends Handler.Abstract {

  /** Readers at a time; each has a thread. */
  static final int MAX_STREAMS = 100;

  /** Each waits for the broker in a thread; there are others for everything else. */
  private static final int MAX_ACKNOWLEDGING = 8;

  private static final String NOT_TAKEN =
      "The broker does not take it now: nobody was told. Try again.";
  private static final ObjectMapper MAPPER = EventJson.newMapper().registerModule(new Jdk8Module());
  private static final ObjectWriter JSON = MAPPER.writer();
  private static final List<Integer> PALETTE =
      IntStream.rangeClosed(0, FrontEnd.MAX_LEVEL).mapToObj(ColorMap::rgb).toList();

  private final Guard guard;
  private final BoardModel board;
  private final AckDesk desk;
  private final Streams streams;
  private final boolean listenAudio;
  private final Assets assets = new Assets();
  private final Semaphore readers = new Semaphore(MAX_STREAMS);
  private final Semaphore acknowledging = new Semaphore(MAX_ACKNOWLEDGING);

  Pages(Guard guard, BoardModel board, AckDesk desk, Streams streams, boolean listenAudio) {
    this.guard = guard;
    this.board = board;
    this.desk = desk;
    this.streams = streams;
    this.listenAudio = listenAudio;
  }

  /**
   * What the page is told first.
   *
   * @param signedIn whether it may ask for more
   * @param csrf what it is to say when it changes something; empty unless it may
   * @param signOut whether one can sign out
   * @param user who looks, as the proxy says; empty if that is not known
   * @param listenAudio whether there are spectrograms
   * @param emotions in the order of the shares that it is sent
   * @param palette colours of levels, {@code 0xRRGGBB}
   * @param bands of a spectrogram's column
   * @param hopMs milliseconds between two columns
   */
  private record Session(
      boolean signedIn,
      String csrf,
      boolean signOut,
      String user,
      boolean listenAudio,
      List<String> emotions,
      List<Integer> palette,
      int bands,
      double hopMs) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Guard.harden(response.getHeaders());
    var reply = new Reply(response, callback, JSON);
    var path = Request.getPathInContext(request);
    boolean get = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    if (get && path.equals("/health/live")) {
      reply.text("ok\n");
      return true;
    }
    var refusal = guard.refusal(request);
    if (refusal.isPresent()) {
      reply.refuse(HttpStatus.FORBIDDEN_403, refusal.get());
    } else if (path.startsWith("/api/")) {
      api(path, get, request, reply);
    } else {
      var asset = get ? assets.at(path) : Optional.<Assets.Asset>empty();
      if (asset.isPresent()) {
        var known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        reply.asset(asset.get(), asset.get().tag().equals(known));
      } else {
        reply.refuse(HttpStatus.NOT_FOUND_404, "There is no such page.");
      }
    }
    return true;
  }

  private void api(String path, boolean get, Request request, Reply reply) throws IOException {
    if (guard.isForeign(request)) {
      reply.refuse(HttpStatus.FORBIDDEN_403, "A page of another site may not ask this.");
    } else if (!get && !HttpMethod.POST.is(request.getMethod())) {
      reply.refuse(HttpStatus.METHOD_NOT_ALLOWED_405, "Only GET and POST are known here.");
    } else if (guard.isTooSoon(request)) {
      reply.tooSoon();
    } else if (get && path.equals("/api/session")) {
      session(request, reply);
    } else if (!get && path.equals("/api/login")) {
      login(request, reply);
    } else if (!guard.isSignedIn(request)) {
      reply.refuse(HttpStatus.UNAUTHORIZED_401, "Sign in first.");
    } else if (get) {
      read(path, request, reply);
    } else if (!guard.hasCsrf(request)) {
      reply.refuse(
          HttpStatus.FORBIDDEN_403, "This request does not come from the page: reload it.");
    } else {
      change(path, request, reply);
    }
  }

  private void session(Request request, Reply reply) {
    boolean signedIn = guard.isSignedIn(request);
    if (signedIn) {
      guard.visited(request, reply.response()); // who looks in now and then stays signed in
    }
    var front = SensorAudio.FRONT_END;
    reply.json(
        HttpStatus.OK_200,
        new Session(
            signedIn,
            signedIn ? guard.csrf() : "",
            guard.asksForToken(),
            guard.user(request).map(PlainText::of).orElse(""),
            listenAudio,
            Heard.EMOTIONS,
            listenAudio ? PALETTE : List.of(),
            front.bands(),
            1_000.0 * front.hopSamples() / front.sampleRateHz()));
  }

  private void login(Request request, Reply reply) {
    Bodies.read(
        request,
        reply,
        body -> {
          if (guard.asksForToken() && !guard.mayTry(request)) {
            reply.tooSoon();
          } else if (guard.isToken(request, text(body, "token").orElse(""))) {
            guard.signIn(request, reply.response());
            reply.json(HttpStatus.OK_200, List.of());
          } else {
            reply.refuse(HttpStatus.UNAUTHORIZED_401, "That is not the token.");
          }
        });
  }

  private void read(String path, Request request, Reply reply) {
    if (!path.equals("/api/board")) {
      reply.refuse(HttpStatus.NOT_FOUND_404, "There is no such page.");
      return;
    }
    var query = Request.extractQueryParameters(request);
    var after =
        Optional.ofNullable(request.getHeaders().get("Last-Event-ID"))
            .or(() -> Optional.ofNullable(query.getValue("after")))
            .orElse("");
    var followed =
        Followed.parse(after, Optional.ofNullable(query.getValues("sensor")).orElse(List.of()));
    if (followed.isEmpty()) {
      reply.refuse(
          HttpStatus.BAD_REQUEST_400,
          "Say which sensors, at most %d: ?sensor=ward/bed-4".formatted(Followed.MAX_SENSORS));
    } else {
      stream(request, reply, stream -> streams.follow(stream, followed.get()));
    }
  }

  private interface Streaming {
    void to(EventStream stream) throws IOException;
  }

  private void stream(Request request, Reply reply, Streaming streaming) {
    if (!readers.tryAcquire()) {
      reply.response().getHeaders().put(HttpHeader.RETRY_AFTER, 5);
      reply.refuse(HttpStatus.SERVICE_UNAVAILABLE_503, "Too many pages are open.");
      return;
    }
    var response = reply.response();
    response.setStatus(HttpStatus.OK_200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.getHeaders().put("X-Accel-Buffering", "no"); // a proxy must not gather frames
    try (var out = Content.Sink.asOutputStream(response)) {
      streaming.to(
          new EventStream(out, JSON, Visit.of(request), () -> guard.staysSignedIn(request)));
    } catch (IOException | KafkaException | IllegalStateException e) {
      // The reader has gone or was too slow, or its audio cannot be read: it comes back.
    } finally {
      readers.release();
      reply.done();
    }
  }

  private void change(String path, Request request, Reply reply) throws IOException {
    switch (path) {
      case "/api/ack" -> Bodies.read(request, reply, body -> acknowledge(request, body, reply));
      case "/api/logout" -> {
        guard.signOut(request, reply.response());
        reply.json(HttpStatus.OK_200, List.of());
      }
      default -> reply.refuse(HttpStatus.NOT_FOUND_404, "There is no such page.");
    }
  }

  private void acknowledge(Request request, Optional<JsonNode> body, Reply reply) {
    var ref = text(body, "alert").orElse("");
    var by = guard.user(request).or(() -> text(body, "by")).map(String::strip).orElse("");
    var id = board.openAlertId(ref);
    if (id.isEmpty()) {
      reply.refuse(HttpStatus.CONFLICT_409, "This alert is not open any more.");
    } else if (board.alert(ref).filter(AlertView::isUnseen).isEmpty()) {
      reply.refuse(HttpStatus.CONFLICT_409, "Somebody has acknowledged this alert already.");
    } else if (!acknowledging.tryAcquire()) {
      reply.refuse(HttpStatus.SERVICE_UNAVAILABLE_503, NOT_TAKEN);
    } else {
      try {
        desk.acknowledge(id.get(), by);
        reply.json(HttpStatus.ACCEPTED_202, List.of());
      } catch (IllegalArgumentException e) {
        reply.refuse(HttpStatus.BAD_REQUEST_400, "Say who has seen it, in at most 100 characters.");
      } catch (KafkaException e) {
        reply.refuse(HttpStatus.SERVICE_UNAVAILABLE_503, NOT_TAKEN);
      } finally {
        acknowledging.release();
      }
    }
  }

  private static Optional<String> text(Optional<JsonNode> body, String field) {
    return body.map(node -> node.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}

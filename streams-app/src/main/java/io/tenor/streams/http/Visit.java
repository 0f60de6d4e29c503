package io.tenor.streams.http;

import java.util.OptionalLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;

/**
 * What a connection is doing, and until when it may.
 *
 * <pre>
 *              first byte          head is complete          reading()
 *   WAITING ---------------> HEAD -----------------> ANSWER ----------> BODY
 *      ^                                               |  ^--------------'  answering()
 *      |                 answered                      |
 *      '-----------------------------------------------'--> STREAM, by frames
 * </pre>
 *
 * Whatever lasts too long ends by closing the connection. Thread-safe.
 */
public final class Visit {

  /**
   * Whose connection is closed first where there are too many, the first of these before others.
   */
  enum Phase {
    WAITING,
    HEAD,
    BODY,
    ANSWER,
    STREAM
  }

  private static final String ATTRIBUTE = Visit.class.getName();

  private final Connection connection;
  private final HttpLimits limits;
  private Phase phase = Phase.WAITING;
  private long since;
  private long bytesBefore;
  private OptionalLong until;

  Visit(Connection connection, HttpLimits limits, long now) {
    this.connection = connection;
    this.limits = limits;
    since = now;
    until = OptionalLong.of(now + limits.idle().toNanos());
  }

  /** The visit that a request belongs to. */
  public static Visit of(Request request) {
    return (Visit) request.getAttribute(ATTRIBUTE);
  }

  void attach(Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** From now on the client is to send the body. */
  public void reading() {
    enter(Phase.BODY, OptionalLong.of(limits.body().toNanos()));
  }

  /** From now on it is to be answered, and to take the answer. */
  public void answering() {
    enter(Phase.ANSWER, OptionalLong.of(limits.answer().toNanos()));
  }

  /** From now on the client is to take a message of a stream. */
  public void sendingFrame() {
    enter(Phase.STREAM, OptionalLong.of(limits.frame().toNanos()));
  }

  /** The message was taken, and there may be a pause of any length. */
  public void frameSent() {
    enter(Phase.STREAM, OptionalLong.empty());
  }

  /** The client may ask again. */
  void waiting() {
    enter(Phase.WAITING, OptionalLong.of(limits.idle().toNanos()));
  }

  private synchronized void enter(Phase next, OptionalLong within) {
    long now = System.nanoTime();
    phase = next;
    since = now;
    bytesBefore = connection.getBytesIn();
    until = within.isPresent() ? OptionalLong.of(now + within.getAsLong()) : OptionalLong.empty();
  }

  /** What it is doing for too long at this time of {@link System#nanoTime}, if it is. */
  synchronized boolean isOver(long now) {
    if (phase == Phase.WAITING && connection.getBytesIn() != bytesBefore) {
      phase = Phase.HEAD;
      since = now;
      until = OptionalLong.of(now + limits.head().toNanos());
    }
    return until.isPresent() && now - until.getAsLong() > 0;
  }

  synchronized Phase phase() {
    return phase;
  }

  /** Since when, by {@link System#nanoTime}. */
  synchronized long since() {
    return since;
  }

  /** Ends it, whatever it waits for. */
  void end() {
    connection.getEndPoint().close();
  }
}

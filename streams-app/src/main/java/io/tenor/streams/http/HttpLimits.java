package io.tenor.streams.http;

import java.time.Duration;

/**
 * How many connections a server holds, and how long a client may take for each part of a request.
 * Each time is for the whole part, however often a byte of it comes.
 *
 * @param connections at a time; one more closes the one that has waited the longest
 * @param threads that answer, at least 4
 * @param idle between two requests, and before the first byte of the first
 * @param head from the first byte of a request to the end of its headers
 * @param body to send the body of a request
 * @param answer to take an answer
 * @param frame to take one message of a stream
 */
public record HttpLimits(
    int connections,
    int threads,
    Duration idle,
    Duration head,
    Duration body,
    Duration answer,
    Duration frame) {

  private static final int FEWEST_THREADS = 4;

  /** Checks that there is some of each. */
  public HttpLimits {
    if (connections < 1 || threads < FEWEST_THREADS) {
      throw new IllegalArgumentException(
          "%d connections and %d threads are too few".formatted(connections, threads));
    }
    for (var time : new Duration[] {idle, head, body, answer, frame}) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a limit of time is positive, not " + time);
      }
    }
  }

  /** For a server with so many connections and threads. */
  public static HttpLimits of(int connections, int threads) {
    return new HttpLimits(
        connections,
        threads,
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20));
  }

  /** The same with this time for everything. */
  public HttpLimits withTimes(Duration everyTime) {
    return new HttpLimits(
        connections, threads, everyTime, everyTime, everyTime, everyTime, everyTime);
  }

  /** The longest time in which nothing at all may come or go. */
  Duration longest() {
    return answer.compareTo(frame) > 0 ? answer : frame;
  }
}

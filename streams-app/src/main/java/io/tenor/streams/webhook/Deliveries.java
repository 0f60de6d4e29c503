package io.tenor.streams.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends what the lanes hold, takes the answers, and counts. One thread calls it; answers come from
 * others, and wait in a queue until that thread takes them.
 */
final class Deliveries {

  /** Requests on their way at the same time, at most. */
  static final int MAX_IN_FLIGHT = 16;

  private record Answered(Lanes.Attempt attempt, Answer answer) {}

  private final Lanes lanes;
  private final Receiver receiver;
  private final Backoff backoff;
  private final SinkListener listener;
  private final InstantSource time;
  private final long max;
  private final Health health = new Health();
  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();

  private int inFlight;
  private long attempts;
  private long delivered;
  private boolean gone;
  private String lastKind = "";

  /**
   * Sends nothing yet.
   *
   * @param time that only goes forward
   * @param max never more alerts are delivered
   */
  Deliveries(
      Lanes lanes,
      Receiver receiver,
      Backoff backoff,
      SinkListener listener,
      InstantSource time,
      long max) {
    this.lanes = lanes;
    this.receiver = receiver;
    this.backoff = backoff;
    this.listener = listener;
    this.time = time;
    this.max = max;
  }

  /** Sends what is due. */
  void start() {
    if (gone) {
      return;
    }
    long wanted = max - delivered - inFlight;
    int free = (int) Math.min(MAX_IN_FLIGHT - inFlight, wanted);
    for (var attempt : lanes.start(time.instant(), free)) {
      inFlight++;
      attempts++;
      receiver.post(attempt.message(), answer -> answers.add(new Answered(attempt, answer)));
    }
  }

  /** Takes the answers that have come; waits for the first if a request is on its way. */
  void take(Duration patience) throws InterruptedException {
    var first = inFlight == 0 ? null : answers.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    for (var next = first; next != null; next = answers.poll()) {
      take(next);
    }
  }

  /** Sends nothing more of these partitions, and waits for the answers that are owed. */
  void settle(Collection<TopicPartition> partitions, Duration patience)
      throws InterruptedException {
    var deadline = time.instant().plus(patience);
    while (lanes.isSending(partitions) && time.instant().isBefore(deadline)) {
      take(Duration.between(time.instant(), deadline));
    }
  }

  /** Partitions were taken away. */
  void remove(Collection<TopicPartition> partitions) {
    lanes.remove(partitions);
    if (!lanes.isFailing()) {
      // Their new owner tells how it goes on.
      var unused = health.works(time.instant());
    }
  }

  private void take(Answered answered) {
    inFlight--;
    var now = time.instant();
    var lane = answered.attempt().lane();
    var answer = answered.answer();
    if (answer instanceof Answer.Accepted) {
      delivered++;
      lane.accepted();
      if (!lanes.isFailing()) {
        health.works(now).ifPresent(listener::worksAgain);
      }
    } else if (answer instanceof Answer.Failed failed) {
      lastKind = failed.kind();
      var delay = backoff.delay(lane.state().failures() + 1, failed);
      lane.failed(now.plus(delay));
      if (health.failed(now)) {
        listener.failing(failed.kind(), failed.lasting(), delay);
      }
    } else {
      gone = true;
      lane.failed(now);
    }
  }

  /** Whether a request is on its way. */
  boolean isBusy() {
    return inFlight > 0;
  }

  /** Whether it is time to tell again that the receiver fails. */
  boolean isReminderDue() {
    return health.isReminderDue(time.instant());
  }

  /** Tells again that the receiver fails. */
  void remind(Waiting waiting) {
    var now = time.instant();
    listener.stillFailing(
        lastKind, waiting, lanes.nextRetry().map(at -> Duration.between(now, later(at, now))));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Whether the receiver wants nothing any more. */
  boolean isGone() {
    return gone;
  }

  /** How many alerts were accepted. */
  long delivered() {
    return delivered;
  }

  /** How many requests were sent. */
  long attempts() {
    return attempts;
  }
}

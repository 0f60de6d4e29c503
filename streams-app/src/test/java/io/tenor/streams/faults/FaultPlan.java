package io.tenor.streams.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults a run has, in a random order and at random moments. */
final class FaultPlan {

  /** What can happen. */
  enum Fault {
    /** A monitor is killed. */
    KILL,
    /** The broker is killed and started again. */
    BROKER,
    /** A further monitor joins, and leaves with the next fault. */
    JOIN,
    /** Another model is announced. */
    SWAP
  }

  private final Random random;
  private final int intervalSeconds;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * A plan without faults.
   *
   * @param intervalSeconds from one fault to the next in the mean
   */
  FaultPlan(long seed, int intervalSeconds) {
    this.random = new Random(seed);
    this.intervalSeconds = intervalSeconds;
  }

  /** Adds a fault so many times. */
  FaultPlan with(Fault fault, int times) {
    faults.addAll(Collections.nCopies(times, fault));
    return this;
  }

  /** All faults, in their order. */
  List<Fault> shuffled() {
    Collections.shuffle(faults, random);
    return List.copyOf(faults);
  }

  /** One of so many. */
  int oneOf(int count) {
    return random.nextInt(count);
  }

  /** Waits until the next fault: half of the interval to one and a half of it. */
  void pause() throws InterruptedException {
    Thread.sleep((long) (intervalSeconds * (500 + 1_000 * random.nextDouble())));
  }
}

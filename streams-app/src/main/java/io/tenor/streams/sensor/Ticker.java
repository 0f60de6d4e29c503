package io.tenor.streams.sensor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time that passes. */
interface Ticker {

  /** The time of this machine. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void await(CountDownLatch stop, long nanos) throws InterruptedException {
          // Who waits looks at the latch itself afterwards.
          var unused = stop.await(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** A time in nanoseconds that only goes forward. */
  long nanos();

  /** Waits so many nanoseconds, but not longer than until the latch opens. */
  void await(CountDownLatch stop, long nanos) throws InterruptedException;
}

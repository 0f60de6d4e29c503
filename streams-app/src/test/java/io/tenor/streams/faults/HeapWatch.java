package io.tenor.streams.faults;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the sensors of a run cost the monitors' heaps, looked at once a minute. */
final class HeapWatch {

  private static final double KIB = 1_024;

  private final Deployment deployment;
  private final int sensors;
  private final long before;
  private final List<Double> perSensor = new ArrayList<>();

  /** Looks at monitors that hear nothing yet. */
  HeapWatch(Deployment deployment, int sensors) {
    this.deployment = deployment;
    this.sensors = sensors;
    this.before = deployment.liveHeapBytes();
  }

  /** Watches for some time. */
  void watch(int seconds, PrintWriter out) throws InterruptedException {
    for (int left = seconds; left > 0; left -= 60) {
      TimeUnit.SECONDS.sleep(Math.min(60, left));
      double kib = (deployment.liveHeapBytes() - before) / KIB / sensors;
      perSensor.add(Math.rint(kib * 10) / 10);
      out.printf(
          Locale.ROOT, "%.1f KiB of heap a sensor, about %d s left%n", kib, Math.max(0, left - 60));
    }
  }

  /** KiB a sensor, minute after minute; empty if nothing was watched. */
  List<Double> kibPerSensor() {
    return List.copyOf(perSensor);
  }
}

package io.tenor.streams.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tenor.schema.EventJson;
import io.tenor.streams.sizing.Comparison;
import io.tenor.streams.sizing.Comparison.Figure;
import io.tenor.streams.sizing.Sizing;
import io.tenor.streams.sizing.Sizing.Bound;
import io.tenor.streams.sizing.UnitCosts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints a sizing, as tables for people or as one line of JSON. */
final class SizeText {

  private static final ObjectMapper JSON = EventJson.newMapper().registerModule(new Jdk8Module());

  private final PrintWriter out;

  SizeText(PrintWriter out) {
    this.out = out;
  }

  /** What the last line of {@code --json} holds. */
  private record Summary(
      String type,
      Sizing sizing,
      UnitCosts costs,
      List<Comparison> measured,
      List<String> doubts) {}

  void json(Sizing sizing, UnitCosts costs, List<Comparison> measured, List<String> doubts) {
    try {
      out.println(JSON.writeValueAsString(new Summary("summary", sizing, costs, measured, doubts)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sizing cannot be written as JSON", e);
    }
    out.flush();
  }

  void table(Sizing sizing, UnitCosts costs) {
    head(sizing);
    monitors(sizing);
    brokers(sizing);
    storage(sizing);
    assumptions(sizing, costs);
    out.flush();
  }

  private void head(Sizing sizing) {
    var work = sizing.work();
    printf(
        "%,d sensors: %d Hz, %d bits, chunks of %d ms, speech in %.0f %% of the windows.%n",
        work.sensors(),
        work.sampleRateHz(),
        8 * work.bytesPerSample(),
        work.chunkMs(),
        100 * work.speechShare());
    printf(
        "%,.0f chunks and %,.0f windows a second, %,.0f of them with speech.%n",
        work.sensors() * work.chunksPerSecond(),
        work.sensors() * work.windowsPerSecond(),
        work.sensors() * work.scoredWindowsPerSecond());
  }

  private void monitors(Sizing sizing) {
    var thread = sizing.thread();
    var monitors = sizing.monitors();
    printf("%nMonitors%n");
    row(
        "sensors of a thread, at most",
        "%,d (%s)",
        thread.sensors(),
        thread.boundBy() == Bound.UTILISATION
            ? "%.0f %% of its time".formatted(100 * thread.utilisation())
            : "latency, at %.0f %% of its time".formatted(100 * thread.utilisation()));
    row(
        "latency then, simulated",
        "p50 %.0f ms, p99 %.0f ms",
        thread.latencies().p50Ms(),
        thread.latencies().p99Ms());
    row("stream threads needed", "%,d", monitors.threads());
    row(
        "instances",
        "%,d of %d threads and cores, one of them to spare",
        monitors.instances(),
        monitors.threadsPerInstance());
    row("busy cores, all together", "%,.1f%s", monitors.cores(), standby(sizing));
    row(
        "memory of an instance",
        "%s (-Xmx%.0fm) for %,.0f sensors",
        bytes(monitors.memoryBytes()),
        Math.ceil(monitors.heapBytes() / (1 << 20)),
        monitors.sensorsPerInstance());
    monitors
        .gpus()
        .ifPresentOrElse(
            count -> row("GPUs", "%,d", count), () -> row("GPUs", "none, the CPU scores"));
    row(
        "instance lost",
        "reads back %s at most, %,.0f s%s",
        bytes(sizing.recovery().changelogBytes()),
        sizing.recovery().restoreSeconds(),
        sizing.deployment().standbys() > 0 ? ", unless a standby takes over" : "");
  }

  private static String standby(Sizing sizing) {
    return sizing.deployment().standbys() == 0
        ? ""
        : String.format(Locale.ROOT, ", %.1f for standbys", sizing.monitors().standbyCores());
  }

  private void brokers(Sizing sizing) {
    var partitions = sizing.partitions();
    var network = sizing.network();
    printf("%nBrokers%n");
    row(
        "partitions of a topic",
        "%,d, of %,.0f sensors and %s/s audio",
        partitions.count(),
        partitions.sensors(),
        bytes(partitions.bytesPerSecond()));
    row("partitions in all, with copies", "%,d", partitions.replicas());
    int count = sizing.brokers().count();
    row(
        "brokers",
        "%,d of %d cores, one of them to spare (%s)",
        count,
        sizing.deployment().coresPerBroker(),
        switch (sizing.brokers().boundBy()) {
          case COPIES -> "each copy on another one";
          case CORES -> "for their cores";
          case NETWORK -> "for their network";
        });
    row(
        "of each",
        "%s/s in, %s/s out, %s kept",
        bytes(network.in() / count),
        bytes(network.out() / count),
        bytes(kept(sizing) / count));
    row("busy cores, all together", "%,.1f", sizing.brokers().cores());
    row(
        "network in",
        "%s/s: audio %s, events %s, changelogs %s, copies %s",
        bytes(network.in()),
        bytes(network.audioIn()),
        bytes(network.outputIn()),
        bytes(network.changelogIn()),
        bytes(network.replicationIn()));
    row(
        "network out",
        "%s/s: copies %s, monitors %s, readers %s, standbys %s",
        bytes(network.out()),
        bytes(network.replicationIn()),
        bytes(network.monitorOut()),
        bytes(network.readersOut()),
        bytes(network.standbyOut()));
  }

  private void storage(Sizing sizing) {
    printf("%n%-30s %12s %14s%n", "Storage, with copies", "written/s", "kept");
    for (var stored : sizing.storage()) {
      printf(
          "%-30s %12s %14s%s%n",
          stored.what(),
          bytes(stored.bytesPerSecond()),
          bytes(stored.bytes()),
          stored.isAudio() ? "  audio" : "");
    }
    printf("%-30s %12s %14s%n", "together", "", bytes(kept(sizing)));
  }

  private static double kept(Sizing sizing) {
    return sizing.storage().stream().mapToDouble(Sizing.Stored::bytes).sum();
  }

  private void assumptions(Sizing sizing, UnitCosts costs) {
    var how = sizing.deployment();
    printf(
        "%nAssumed: p99 below %.0f ms; threads and cores busy for %.0f %%; audio kept %.0f h, events %.0f h, alerts %.0f h; %d copies;%n",
        how.targetLatencyMs(),
        100 * how.targetUtilisation(),
        how.retention().audio(),
        how.retention().events(),
        how.retention().alerts(),
        how.replication());
    printf(
        "%d readers of all events; %d standbys; changelog segments of %s; %.0f messages about alerts an hour and sensor.%n",
        how.eventReaders(),
        how.standbys(),
        bytes(how.changelogSegmentBytes()),
        sizing.work().alertMessagesPerHour());
    printf("%n%-44s %10s  %s%n", "Cost", "", "from");
    SizeCosts.byName(costs)
        .forEach(
            (name, cost) -> printf("%-44s %10s  %s%n", name, number(cost.value()), cost.source()));
  }

  void compared(List<Comparison> runs, List<String> doubts) {
    if (runs.isEmpty()) {
      return;
    }
    printf("%nMeasured and what the model says (the error is relative to what was measured)%n");
    printf(
        "%8s %7s  %-26s %-26s %-24s %-24s%n",
        "sensors", "speech", "monitor cores", "broker cores", "p50 ms", "p99 ms");
    for (var compared : runs) {
      var run = compared.run();
      printf(
          "%8d %6.0f%%  %-26s %-26s %-24s %-24s%s%n",
          run.sensors(),
          100.0 * run.scoredWindows() / run.windows(),
          figure(compared.monitorCores(), "%.3f"),
          figure(compared.brokerCores(), "%.3f"),
          figure(Optional.of(compared.p50Ms()), "%.0f"),
          figure(Optional.of(compared.p99Ms()), "%.0f"),
          run.keptUp() ? "" : "  did not keep up");
    }
    doubts.forEach(doubt -> printf("! %s%n", doubt));
    out.flush();
  }

  private static String figure(Optional<Figure> figure, String format) {
    return figure
        .map(
            f ->
                String.format(
                    Locale.ROOT,
                    format + " -> " + format + " (%+.0f %%)",
                    f.measured(),
                    f.predicted(),
                    100 * f.error()))
        .orElse("-");
  }

  private void row(String name, String format, Object... values) {
    printf("  %-30s %s%n", name, String.format(Locale.ROOT, format, values));
  }

  private void printf(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /** In decimal units, as disks and networks are sold. */
  static String bytes(double bytes) {
    var units = List.of("B", "kB", "MB", "GB", "TB", "PB");
    int unit = 0;
    double shown = bytes;
    while (shown >= 1000 && unit < units.size() - 1) {
      shown /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, shown >= 100 || unit == 0 ? "%.0f %s" : "%.3g %s", shown, units.get(unit));
  }
}

package io.tenor.streams.dashboard;

import io.tenor.schema.AlertState;
import io.tenor.schema.Degradation;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Many sensors, each with a window every half second, as monitors would write them. */
final class Crowd implements AutoCloseable {

  private static final List<String> MOODS =
      List.of(
          "neutral",
          "neutral",
          "neutral",
          "boredom",
          "happiness",
          "sadness",
          "unknown",
          "anger",
          "fear",
          "disgust");

  private final Stage stage;
  private final List<Speaker> speakers = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private static final class Speaker {
    private final SensorContext context;
    private final String name;
    private final Random random;
    private String mood;

    Speaker(int number) {
      random = new Random(number);
      context = number % 2 == 0 ? SensorContext.WARD : SensorContext.DRIVER;
      name =
          number % 2 == 0
              ? "bed-%d-%02d".formatted(1 + number / 40, number / 2 % 20 + 1)
              : "truck-%03d".formatted(number);
      mood = MOODS.get(random.nextInt(3));
    }

    String next() {
      if (random.nextInt(8) == 0) {
        mood = random.nextInt(3) == 0 ? "silence" : MOODS.get(random.nextInt(MOODS.size()));
      }
      return mood;
    }

    double probability() {
      return mood.equals("silence") ? 0 : 0.55 + 0.4 * random.nextDouble();
    }
  }

  /** As many as that, who have spoken for a minute. */
  Crowd(Stage stage, int sensors) {
    this.stage = stage;
    var now = Instant.ofEpochMilli(System.currentTimeMillis());
    for (int n = 0; n < sensors; n++) {
      var speaker = new Speaker(n);
      speakers.add(speaker);
      stage.say(Stage.status(speaker.context, speaker.name, state(n), now, degraded(n)));
      for (int back = 120; back > 0; back--) {
        if (!isOff(n) || back > 60) {
          say(speaker, now.minusMillis(500L * back));
        }
      }
    }
    stage.producer().flush();
  }

  /** Raises alerts of every kind. */
  void raise() {
    var now = Instant.ofEpochMilli(System.currentTimeMillis());
    alert(12, "ward-distress", Priority.HIGH, AlertState.ESCALATED, now.minusSeconds(140));
    alert(54, "ward-distress", Priority.HIGH, AlertState.RAISED, now.minusSeconds(9));
    alert(87, "driver-rage", Priority.HIGH, AlertState.RAISED, now.minusSeconds(31));
    alert(31, "driver-rage", Priority.MEDIUM, AlertState.RAISED, now.minusSeconds(50));
    alert(118, "ward-fear", Priority.MEDIUM, AlertState.ACKNOWLEDGED, now.minusSeconds(300));
    alert(76, "ward-sad", Priority.LOW, AlertState.RAISED, now.minusSeconds(700));
    alert(20, "ward-fear", Priority.MEDIUM, AlertState.CLEARED, now.minusSeconds(900));
    stage.producer().flush();
  }

  private void alert(int n, String rule, Priority priority, AlertState state, Instant raised) {
    var speaker = speakers.get(n);
    stage.say(
        Stage.alert(speaker.context, speaker.name, rule, priority, AlertState.RAISED, raised));
    if (state != AlertState.RAISED) {
      stage.say(Stage.alert(speaker.context, speaker.name, rule, priority, state, raised));
    }
  }

  /** Lets them go on speaking. */
  void speak() {
    var unused =
        timer.scheduleAtFixedRate(
            () -> {
              var now = Instant.ofEpochMilli(System.currentTimeMillis());
              for (int n = 0; n < speakers.size(); n++) {
                if (!isOff(n)) {
                  say(speakers.get(n), now);
                }
              }
            },
            0,
            500,
            TimeUnit.MILLISECONDS);
  }

  private void say(Speaker speaker, Instant end) {
    var label = speaker.next();
    stage.say(Stage.event(speaker.context, speaker.name, end, label, speaker.probability()));
  }

  private static boolean isOff(int n) {
    return n % 37 == 36;
  }

  private static SensorState state(int n) {
    if (isOff(n)) {
      return SensorState.OFFLINE;
    }
    return n % 29 == 28 ? SensorState.DEGRADED : SensorState.ONLINE;
  }

  private static Degradation[] degraded(int n) {
    return !isOff(n) && n % 29 == 28
        ? new Degradation[] {n % 2 == 0 ? Degradation.NOISY : Degradation.CLIPPED}
        : new Degradation[0];
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

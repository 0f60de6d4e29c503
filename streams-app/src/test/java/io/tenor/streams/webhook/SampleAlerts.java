package io.tenor.streams.webhook;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Priority;
import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import java.time.Instant;
import java.util.List;

/** Alerts as a monitor writes them, one after another. */
public final class SampleAlerts {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private SampleAlerts() {}

  /** The n-th alert of a sensor, raised a minute after the one before. */
  public static EmotionAlert raised(String sensor, int n) {
    var since = START.plusSeconds(60L * n);
    return new EmotionAlert(
        EmotionAlert.id("distress", SensorContext.WARD, sensor, "s", since),
        "distress",
        AlertCondition.EMOTION,
        AlertState.RAISED,
        Priority.HIGH,
        sensor,
        SensorContext.WARD,
        "s",
        List.of("anger", "fear"),
        since,
        since.plusSeconds(2),
        0.81,
        0.9,
        5,
        List.of(),
        "compact:1.0",
        "ward-1",
        Purpose.MEDICAL,
        "",
        since.plusSeconds(3));
  }

  /** The value of its record. */
  public static byte[] value(EmotionAlert alert) {
    return EventSerdes.alert().serializer().serialize("", alert);
  }
}

package io.tenor.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The CloudEvents 1.0 attributes of an event as Kafka headers, binary mode ("Kafka Protocol Binding
 * for CloudEvents", version 1.0.2, section 3.2): the value stays the plain JSON.
 */
public final class CloudEventHeaders {

  /** Type of an {@link EmotionEvent}. */
  public static final String EVENT_TYPE = "io.tenor.emotion.event.v1";

  /** Type of an {@link EmotionAlert}. */
  public static final String ALERT_TYPE = "io.tenor.emotion.alert.v1";

  /** Type of a {@link SensorStatus}. */
  public static final String STATUS_TYPE = "io.tenor.sensor.status.v1";

  /** Header: the event's id. */
  public static final String ID = "ce_id";

  /** Header: {@link #EVENT_TYPE}, {@link #ALERT_TYPE} or {@link #STATUS_TYPE}. */
  public static final String TYPE = "ce_type";

  /** Header: where it comes from, {@code /tenor/CONTEXT/SENSOR}, percent-encoded. */
  public static final String SOURCE = "ce_source";

  /** Header: event time (capture time), never the time of processing. */
  public static final String TIME = "ce_time";

  /** Header: 1.0. */
  public static final String SPEC_VERSION = "ce_specversion";

  /** Header: application/json. */
  public static final String CONTENT_TYPE = "content-type";

  private CloudEventHeaders() {}

  /** The headers of an event; its time is the end of the window. */
  public static Headers of(EmotionEvent event) {
    return headers(event.id(), EVENT_TYPE, event.context(), event.sensor(), event.end());
  }

  /** The headers of an alert; its time is when its state changed. */
  public static Headers of(EmotionAlert alert) {
    return headers(alert.messageId(), ALERT_TYPE, alert.context(), alert.sensor(), alert.at());
  }

  /** The headers of a status; its time is the end of the last audio heard. */
  public static Headers of(SensorStatus status) {
    return headers(status.id(), STATUS_TYPE, status.context(), status.sensor(), status.at());
  }

  private static Headers headers(
      String id, String type, SensorContext context, String sensor, Instant time) {
    Headers headers = new RecordHeaders();
    put(headers, SPEC_VERSION, "1.0");
    put(headers, ID, id);
    put(headers, TYPE, type);
    put(headers, SOURCE, "/" + EventIds.join("tenor", context.label(), sensor));
    put(headers, TIME, EventJson.text(time));
    put(headers, CONTENT_TYPE, "application/json");
    return headers;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}

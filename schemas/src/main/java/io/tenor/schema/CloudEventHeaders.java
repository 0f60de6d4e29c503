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

  /** Type of an {@link AlertAck}. */
  public static final String ACK_TYPE = "io.tenor.alert.ack.v1";

  /** Type of the alert rules on {@link Topics#alertRules()}. */
  public static final String RULES_TYPE = "io.tenor.alert.rules.v1";

  /** Type of a {@link SensorStatus}. */
  public static final String STATUS_TYPE = "io.tenor.sensor.status.v1";

  /** Type of a {@link ModelAnnouncement}. */
  public static final String MODEL_TYPE = "io.tenor.model.announcement.v1";

  /** Type of a {@link ModelStatus}. */
  public static final String MODEL_STATUS_TYPE = "io.tenor.model.status.v1";

  /** Type of an {@link EmotionLabel}. */
  public static final String LABEL_TYPE = "io.tenor.emotion.label.v1";

  /** Header: the event's id. */
  public static final String ID = "ce_id";

  /** Header: one of the types above. */
  public static final String TYPE = "ce_type";

  /**
   * Header: where it comes from, percent-encoded: {@code /tenor/CONTEXT/SENSOR}; of a model {@code
   * /tenor/models}; of an acknowledgement {@code /tenor/acks}; of a label {@code /tenor/labels}; of
   * rules {@code /tenor/rules}; of an instance {@code /tenor/APPLICATION/INSTANCE}.
   */
  public static final String SOURCE = "ce_source";

  /** Header: event time: of what was heard the capture time, never that of processing. */
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

  /** The headers of an acknowledgement; its id is the alert's, with {@code /ack}. */
  public static Headers of(AlertAck ack) {
    return headers(ack.alert() + "/ack", ACK_TYPE, EventIds.join("tenor", "acks"), ack.at());
  }

  /** The headers of a set of rules that is published now; its id is the version and the instant. */
  public static Headers ofRules(String version, Instant now) {
    return headers(
        version + '/' + now.toEpochMilli(), RULES_TYPE, EventIds.join("tenor", "rules"), now);
  }

  /** The headers of a status; its time is the end of the last audio heard. */
  public static Headers of(SensorStatus status) {
    return headers(status.id(), STATUS_TYPE, status.context(), status.sensor(), status.at());
  }

  /** The headers of an announcement; its id is the role and the instant. */
  public static Headers of(ModelAnnouncement model) {
    var id = model.role().label() + '/' + model.publishedAt().toEpochMilli();
    return headers(id, MODEL_TYPE, EventIds.join("tenor", "models"), model.publishedAt());
  }

  /** The headers of a model's status. */
  public static Headers of(ModelStatus status) {
    var source = EventIds.join("tenor", status.application(), status.instance());
    return headers(status.id(), MODEL_STATUS_TYPE, source, status.at());
  }

  /** The headers of a label; its time is from when on it was to be heard. */
  public static Headers of(EmotionLabel label) {
    return headers(label.id(), LABEL_TYPE, EventIds.join("tenor", "labels"), label.from());
  }

  private static Headers headers(
      String id, String type, SensorContext context, String sensor, Instant time) {
    return headers(id, type, EventIds.join("tenor", context.label(), sensor), time);
  }

  private static Headers headers(String id, String type, String source, Instant time) {
    Headers headers = new RecordHeaders();
    put(headers, SPEC_VERSION, "1.0");
    put(headers, ID, id);
    put(headers, TYPE, type);
    put(headers, SOURCE, "/" + source);
    put(headers, TIME, EventJson.text(time));
    put(headers, CONTENT_TYPE, "application/json");
    return headers;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}

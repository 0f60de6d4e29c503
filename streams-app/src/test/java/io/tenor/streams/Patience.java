package io.tenor.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits for something that has to come: for a broker, a topic, a process, a page.
 * So long that it comes on a machine that does much else; only a test that fails waits to the end.
 */
public final class Patience {

  /** {@link #LIMIT} for annotations, minutes. */
  public static final int MINUTES = 10;

  /** After this long it will not come. */
  public static final Duration LIMIT = Duration.ofMinutes(MINUTES);

  private Patience() {}

  /** Waits for a condition; a failure of another thread is not a failure of the condition. */
  public static ConditionFactory await() {
    return Awaitility.await().dontCatchUncaughtExceptions().atMost(LIMIT);
  }

  /** The same, of which a failure says what was waited for. */
  public static ConditionFactory await(String what) {
    return Awaitility.await(what).dontCatchUncaughtExceptions().atMost(LIMIT);
  }

  /**
   * Properties of a client of the test itself, which waits as long for the brokers and for a topic
   * that was made just now. Not for a client that is tested.
   */
  public static Map<String, Object> client(Map<String, ?> client) {
    var patient = new HashMap<String, Object>(client);
    patient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
    patient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT.toMillis());
    patient.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
    return patient;
  }
}

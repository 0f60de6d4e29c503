package io.tenor.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AlertAck;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Topics;
import io.tenor.streams.alert.RuleException;
import io.tenor.streams.alert.RuleFile;
import io.tenor.streams.alert.RuleSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acknowledgements and the published rules, which every task has to see: the partition of an
 * alert's sensor is known to whoever sends its audio, but not to whoever acknowledges it. Whoever
 * reads their topics puts every record here. What cannot be used is refused with one line in the
 * log, and what was there stays; no record makes it fail. Safe for several threads.
 */
public final class AlertInputs {

  private static final Logger LOG = LoggerFactory.getLogger(AlertInputs.class);

  /** Later than any time of an acknowledgement. */
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final Map<String, AlertAck> acks = new ConcurrentHashMap<>();
  private volatile Optional<RuleSet> rules = Optional.empty();

  /**
   * A record of the topic of acknowledgements; of each alert the first one counts.
   *
   * @param key the alert's id; null if the record has none
   * @param value null to take it back
   */
  public void acknowledgement(byte[] key, byte[] value) {
    if (key == null) {
      LOG.warn("A record on the topic of acknowledgements has no key, and is ignored");
      return;
    }
    var alert = new String(key, UTF_8);
    if (value == null) {
      acks.remove(alert);
      return;
    }
    try {
      var ack = EventSerdes.alertAck().deserializer().deserialize("", value);
      if (isTime(ack.at())) {
        acks.putIfAbsent(alert, ack);
        return;
      }
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atDebug().addKeyValue("failure", e.getClass().getName()).log("It is none");
    }
    LOG.warn("A record on the topic of acknowledgements cannot be read, and is ignored");
  }

  /**
   * Whether one can reckon with a time: a million years ahead there are no milliseconds any more.
   */
  private static boolean isTime(Instant at) {
    return !at.isBefore(Instant.EPOCH) && at.isBefore(END);
  }

  /**
   * A record of the topic of rules; the last one that can be used is in force.
   *
   * @param key {@link Topics#RULES_KEY}; null if the record has none
   * @param value the rules; null to withdraw them
   */
  public void rules(byte[] key, byte[] value) {
    if (key == null || !new String(key, UTF_8).equals(Topics.RULES_KEY)) {
      refused("a record on the topic of rules has another key");
    } else if (value == null) {
      rules = Optional.empty();
    } else {
      try {
        rules = Optional.of(RuleFile.parse(new String(value, UTF_8)));
      } catch (RuleException e) {
        refused(e.getMessage());
      } catch (RuntimeException | StackOverflowError e) {
        refused("they cannot be read (" + e.getClass().getSimpleName() + ")");
      }
    }
  }

  private static void refused(String reason) {
    LOG.atWarn()
        .addKeyValue("reason", reason)
        .log("Published alert rules are refused, and what was in force stays");
  }

  /** The topic of rules was deleted and made again: what the new one holds is read next. */
  public void rulesBeginAnew() {
    rules = Optional.empty();
  }

  /** The acknowledgement of an alert, by the alert's id. */
  Optional<AlertAck> ack(String alert) {
    return Optional.ofNullable(acks.get(alert));
  }

  /** The rules that are published; the same object until others are. */
  Optional<RuleSet> rules() {
    return rules;
  }
}

package io.tenor.streams.topology;

import io.tenor.schema.EventSerdes;
import io.tenor.schema.Topics;
import io.tenor.streams.alert.RuleException;
import io.tenor.streams.alert.RuleFile;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what every task has to see, such as acknowledgements: the partition of an alert's sensor is
 * known to whoever sends its audio, but not to whoever acknowledges it. What cannot be used is left
 * out, and what was there stays.
 */
final class GlobalRecords extends ContextualProcessor<String, byte[], Void, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(GlobalRecords.class);

  private final String name;
  private final Check check;
  private KeyValueStore<String, byte[]> store;

  /** Whether a record is to be kept. */
  private interface Check {
    /**
     * Looks at a record.
     *
     * @param before what is kept of its key, or null
     * @throws RuleException in one sentence, if it cannot be used
     */
    boolean keep(String key, byte[] value, byte[] before);
  }

  private GlobalRecords(String name, Check check) {
    this.name = name;
    this.check = check;
  }

  /** Of each alert the first acknowledgement. */
  static GlobalRecords acks() {
    return new GlobalRecords(
        MonitorTopology.ACKS,
        (key, value, before) -> {
          EventSerdes.alertAck().deserializer().deserialize("acknowledgements", value);
          return before == null;
        });
  }

  /** The rules that were published last and can be used. */
  static GlobalRecords rules() {
    return new GlobalRecords(
        MonitorTopology.RULES,
        (key, value, before) -> {
          if (!key.equals(Topics.RULES_KEY)) {
            throw new RuleException("A record on the topic of rules has another key.");
          }
          RuleFile.parse(new String(value, StandardCharsets.UTF_8));
          return true;
        });
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    store = context.getStateStore(name);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      store.delete(record.key());
      return;
    }
    try {
      if (check.keep(record.key(), record.value(), store.get(record.key()))) {
        store.put(record.key(), record.value());
      }
    } catch (RuleException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("Published alert rules are refused, and what was in force stays");
    } catch (SerializationException e) {
      LOG.atWarn().addKeyValue("store", name).log("A record that cannot be read is left out");
    }
  }
}

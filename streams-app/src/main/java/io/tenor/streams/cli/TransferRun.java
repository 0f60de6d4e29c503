package io.tenor.streams.cli;

import io.tenor.streams.admin.GroupOffsets;
import io.tenor.streams.replay.Pacer;
import io.tenor.streams.replay.RecordSource;
import io.tenor.streams.replay.Transfer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import picocli.CommandLine;

/**
 * A transfer as a command runs it: under a name that makes it go on where it was stopped, with its
 * progress on the terminal, ended in order by Ctrl-C.
 */
final class TransferRun {

  private static final int MAX_REQUEST_BYTES = 4 << 20;

  private final CommandLine command;
  private final KafkaOptions kafka;
  private final String name;

  /**
   * What came of it.
   *
   * @param complete whether the source has ended
   * @param sent records sent in this run
   * @param seconds that it took
   */
  record Ended(boolean complete, long sent, double seconds) {}

  /** Makes a job. */
  interface Maker {
    /** A job that goes on after what an earlier run has committed. */
    Job make(Map<TopicPartition, OffsetAndMetadata> committed);
  }

  /** What is sent, and how. */
  record Job(RecordSource source, Transfer.Settings settings, Pacer pacer) {}

  /**
   * A run that has not begun.
   *
   * @param name of its consumer group and its transactions: the same for the same work
   */
  TransferRun(CommandLine command, KafkaOptions kafka, String name) {
    this.command = command;
    this.kafka = kafka;
    this.name = name;
  }

  /**
   * Runs it to the end or until a signal.
   *
   * @param restart whether to begin anew though there is a position
   * @param job makes the source; is given an admin client and what an earlier run has committed
   */
  Ended run(boolean restart, BiFunction<Admin, Map<TopicPartition, OffsetAndMetadata>, Job> job)
      throws InterruptedException {
    try (var admin = Admin.create(kafka.adminProps());
        var placeKeeper = new KafkaConsumer<byte[], byte[]>(groupProps());
        var producer = new KafkaProducer<byte[], byte[]>(producerProps())) {
      producer.initTransactions(); // ends what a killed run left open
      if (restart) {
        GroupOffsets.forget(admin, name);
      }
      var work = job.apply(admin, GroupOffsets.committed(admin, name));
      var transfer =
          new Transfer(
              work.source(), producer, placeKeeper.groupMetadata(), work.settings(), work.pacer());
      long start = System.nanoTime();
      boolean complete = transfer(work, transfer);
      if (complete) {
        GroupOffsets.forget(admin, name);
      }
      return new Ended(complete, transfer.sent(), (System.nanoTime() - start) / 1e9);
    }
  }

  private boolean transfer(Job work, Transfer transfer) throws InterruptedException {
    var shutdown = Shutdown.onSignal(transfer::stop);
    try (var source = work.source();
        var line = new ProgressLine(command.getErr())) {
      line.at(source.extent().share(), "starting");
      return transfer.run(
          (sent, extent) -> line.at(extent.share(), "%,d records sent".formatted(sent)));
    } catch (ProducerFencedException e) {
      throw UserException.failure(
          "Another run of the same command has taken over: let one of them run.", e);
    } finally {
      shutdown.close();
    }
  }

  /** Of a consumer that reads nothing: it stands for the group whose offsets are the position. */
  private Map<String, Object> groupProps() {
    var config = new HashMap<>(kafka.consumerProps());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, name);
    return config;
  }

  private Map<String, Object> producerProps() {
    var config = new HashMap<>(kafka.producerProps());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MAX_REQUEST_BYTES));
    return config;
  }
}

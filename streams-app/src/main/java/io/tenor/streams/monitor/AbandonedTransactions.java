package io.tenor.streams.monitor;

import io.tenor.streams.admin.GroupMembers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts the transactions that an instance left when it died. Until then nobody may take over its
 * sensors, since its offsets are not decided, and readers of committed records wait as well; a
 * broker by itself looks every ten seconds for transactions that are older than their time limit.
 *
 * <p>Whenever the sensors are shared out anew, transactions of this application are looked for
 * whose instance is not in the group any more. An instance that lives and was put out of the group
 * has lost its sensors and has to begin anew anyway: that its transaction is aborted is what
 * exactly-once asks for. All instances look; to abort one twice does no harm.
 */
final class AbandonedTransactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactions.class);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int MOST_LOOKS = 40;

  /** How Kafka Streams names an instance: a random UUID. */
  private static final String INSTANCE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final String application;
  private final AdminThread brokers;

  /**
   * Prepares to look.
   *
   * @param application the consumer group; its instances' transactions are named {@code
   *     application-instance-thread}
   * @param brokers is used by nobody else
   */
  AbandonedTransactions(String application, AdminThread brokers) {
    this.application = application;
    this.brokers = brokers;
  }

  /** Looks now, and again until this says that it is no longer needed, in the background. */
  void look(BooleanSupplier done) {
    look(Duration.ZERO, done, MOST_LOOKS);
  }

  private void look(Duration wait, BooleanSupplier done, int looks) {
    brokers.after(
        wait,
        admin -> {
          try {
            abortAll(admin);
          } finally {
            if (looks > 1 && !done.getAsBoolean()) {
              look(BETWEEN, done, looks - 1);
            }
          }
        });
  }

  private void abortAll(Admin admin) throws ExecutionException, InterruptedException {
    var open =
        admin
            .listTransactions(
                new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
            .all()
            .get()
            .stream()
            .map(TransactionListing::transactionalId)
            .toList();
    if (open.isEmpty()) {
      return;
    }
    var members = GroupMembers.of(admin, application);
    var abandoned = abandoned(application, open, members);
    if (!abandoned.isEmpty()) {
      admin.fenceProducers(abandoned).all().get();
      LOG.atInfo()
          .addKeyValue("transactions", abandoned.size())
          .log("Aborted what an instance that is gone had not committed");
    }
  }

  /**
   * Those of the open transactions that belong to this application and to no instance of it.
   *
   * @param open names of transactions
   * @param members client ids of the group's consumers, {@code application-instance-StreamThread-…}
   */
  static List<String> abandoned(String application, Collection<String> open, Set<String> members) {
    // Exactly so: another application's id may begin with this one's.
    var ours = Pattern.compile(Pattern.quote(application + '-') + INSTANCE + "-\\d+");
    return open.stream()
        .filter(name -> ours.matcher(name).matches())
        .filter(
            name -> {
              var instance = name.substring(0, name.lastIndexOf('-') + 1);
              return members.stream().noneMatch(member -> member.startsWith(instance));
            })
        .toList();
  }

  @Override
  public void close() {
    brokers.close();
  }
}

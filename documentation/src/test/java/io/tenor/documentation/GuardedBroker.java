package io.tenor.documentation;

import io.tenor.broker.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker that everybody has to log in to, and that allows nobody anything by itself. */
final class GuardedBroker implements AutoCloseable {

  static final String ADMIN = "admin";

  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  private final LocalBroker broker;
  private final Path files;

  private GuardedBroker(LocalBroker broker, Path files) {
    this.broker = broker;
    this.files = files;
  }

  /**
   * Starts it.
   *
   * @param users who can log in, beside the administrator, who may do everything
   * @param files a directory for their client properties
   */
  static GuardedBroker start(Collection<String> users, Path files) {
    var accounts =
        Stream.concat(Stream.of(ADMIN), users.stream())
            .map(user -> "user_%s=\"%s\"".formatted(user, password(user)))
            .collect(Collectors.joining(" "));
    var settings =
        Map.of(
            "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name", "PLAINTEXT",
            "sasl.enabled.mechanisms", "PLAIN",
            "sasl.mechanism.inter.broker.protocol", "PLAIN",
            "listener.name.plaintext.plain.sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\" %s;"
                    .formatted(LOGIN, ADMIN, password(ADMIN), accounts),
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    var options = LocalBroker.Options.temporary().withSettings(settings, client(ADMIN));
    return new GuardedBroker(LocalBroker.start(options), files);
  }

  /** Allows this, and returns when the broker does. */
  void allow(Collection<AclBinding> bindings) throws Exception {
    try (var admin = Admin.create(administrator())) {
      admin.createAcls(bindings).all().get();
    }
  }

  /** The topics that there are. */
  Set<String> topics() throws Exception {
    try (var admin = Admin.create(administrator())) {
      return admin.listTopics().names().get();
    }
  }

  /** Writes a record. */
  void send(String topic, String key, String value) throws Exception {
    var text = new StringSerializer();
    try (var producer = new KafkaProducer<>(administrator(), text, text)) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private Map<String, Object> administrator() {
    Map<String, Object> settings = new HashMap<>(client(ADMIN));
    settings.put("bootstrap.servers", address());
    return settings;
  }

  String address() {
    return broker.bootstrapServers();
  }

  /** A file for {@code --config} with which somebody logs in. */
  Path config(String user) {
    var lines =
        client(user).entrySet().stream()
            .map(property -> property.getKey() + "=" + property.getValue())
            .collect(Collectors.joining("\n"));
    try {
      return Files.writeString(files.resolve(user + ".properties"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> client(String user) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\";".formatted(LOGIN, user, password(user)));
  }

  private static String password(String user) {
    return "of-" + user;
  }

  @Override
  public void close() {
    broker.close();
  }
}

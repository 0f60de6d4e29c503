package io.tenor.streams.admin;

import io.tenor.schema.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates and looks at the topics of a deployment. Every method throws the KafkaException that the
 * cluster answered with, a TimeoutException where none answered.
 */
public final class TopicAdmin {

  private static final String LOG_APPEND_TIME = "LogAppendTime";

  private final Admin admin;

  /** Works through this client, which the caller closes. */
  public TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  /**
   * What came of creating topics.
   *
   * @param created names of those that were made
   * @param existing names of those that were there, and are left as they are
   */
  public record Created(List<String> created, List<String> existing) {}

  /**
   * One topic as it is.
   *
   * @param name its name
   * @param partitions how many it has; 0 if it does not exist
   * @param replicas copies of its first partition; 0 if it does not exist
   * @param cleanup its clean-up policy, or empty
   * @param retentionMs its retention in milliseconds, -1 without a limit, or empty
   * @param timestampType whose times its records have, such as {@code CreateTime}, or empty
   */
  public record TopicState(
      String name,
      int partitions,
      int replicas,
      String cleanup,
      String retentionMs,
      String timestampType) {

    /** Whether there is such a topic. */
    public boolean exists() {
      return partitions > 0;
    }

    /** Whether the broker overwrites the times of its records with its own. */
    public boolean hasLogAppendTime() {
      return timestampType.equals(LOG_APPEND_TIME);
    }
  }

  /** Creates the topics of a plan that are not there yet. */
  public Created create(TopicPlan plan) {
    List<NewTopic> wanted = plan.newTopics();
    Map<String, KafkaFuture<Void>> answers = admin.createTopics(wanted).values();
    List<String> created = new ArrayList<>();
    List<String> existing = new ArrayList<>();
    for (NewTopic topic : wanted) {
      if (outcome(answers.get(topic.name()), TopicExistsException.class).isPresent()) {
        created.add(topic.name());
      } else {
        existing.add(topic.name());
      }
    }
    return new Created(created, existing);
  }

  /**
   * Creates a topic with the settings that another one was given, unless it is there.
   *
   * @param partitions of the new one
   * @return whether it was made
   */
  public boolean createLike(String model, String name, int partitions) {
    var config = configs(Set.of(model)).get(model);
    var settings = new HashMap<String, String>();
    config.entries().stream()
        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .forEach(entry -> settings.put(entry.name(), entry.value()));
    var wanted = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    var made = admin.createTopics(List.of(wanted)).values().get(name);
    return outcome(made, TopicExistsException.class).isPresent();
  }

  /** Deletes all topics whose names begin with one of these, which must not be empty. */
  public void deleteThoseBeginningWith(String... beginnings) {
    var names =
        Answers.get(admin.listTopics().names()).stream()
            .filter(name -> Arrays.stream(beginnings).anyMatch(name::startsWith))
            .toList();
    Answers.get(admin.deleteTopics(names).all());
  }

  /** The state of every topic of {@link Topics#all()}, in that order. */
  public List<TopicState> list(Topics topics) {
    Map<String, TopicDescription> descriptions = describe(topics.all());
    Map<String, Config> configs = configs(descriptions.keySet());
    return topics.all().stream()
        .map(
            name ->
                descriptions.containsKey(name)
                    ? state(descriptions.get(name), configs.get(name))
                    : new TopicState(name, 0, 0, "", "", ""))
        .toList();
  }

  /** In which of these topics, which must exist, the broker overwrites times, sorted. */
  public List<String> withLogAppendTime(Collection<String> names) {
    return configs(names).entrySet().stream()
        .filter(
            entry ->
                value(entry.getValue(), TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                    .equals(LOG_APPEND_TIME))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Which of these topics do not exist, sorted. */
  public List<String> missing(Collection<String> names) {
    var missing = new TreeSet<>(names);
    missing.removeAll(describe(names).keySet());
    return List.copyOf(missing);
  }

  private Map<String, TopicDescription> describe(Collection<String> names) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, answer) ->
                outcome(answer, UnknownTopicOrPartitionException.class)
                    .flatMap(description -> description)
                    .ifPresent(description -> found.put(name, description)));
    return found;
  }

  private Map<String, Config> configs(Collection<String> names) {
    var resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Config> configs = new HashMap<>();
    Answers.get(admin.describeConfigs(resources).all())
        .forEach((resource, config) -> configs.put(resource.name(), config));
    return configs;
  }

  private static TopicState state(TopicDescription description, Config config) {
    return new TopicState(
        description.name(),
        description.partitions().size(),
        description.partitions().get(0).replicas().size(),
        value(config, TopicConfig.CLEANUP_POLICY_CONFIG),
        value(config, TopicConfig.RETENTION_MS_CONFIG),
        value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config == null ? null : config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  /** The answer (empty where it is Void), or nothing if the call failed in the expected way. */
  private static <T> Optional<Optional<T>> outcome(
      KafkaFuture<T> future, Class<? extends KafkaException> expected) {
    try {
      return Optional.of(Optional.ofNullable(Answers.get(future)));
    } catch (KafkaException e) {
      if (expected.isInstance(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rights that are gone for a while, as when an authorizer is loaded or synchronised. */
class RightsThatComeBackIT extends MonitorStage {

  private enum Right {
    WRITE_EVENTS(ResourceType.TOPIC, AclOperation.WRITE),
    READ_AUDIO(ResourceType.TOPIC, AclOperation.READ),
    READ_ACKNOWLEDGEMENTS(ResourceType.TOPIC, AclOperation.READ),
    READ_GROUP(ResourceType.GROUP, AclOperation.READ);

    private final ResourceType type;
    private final AclOperation operation;

    Right(ResourceType type, AclOperation operation) {
      this.type = type;
      this.operation = operation;
    }

    private String name(Topics topics) {
      return switch (this) {
        case WRITE_EVENTS -> topics.events();
        case READ_AUDIO -> topics.audio(SensorContext.WARD);
        case READ_ACKNOWLEDGEMENTS -> topics.alertAcks();
        case READ_GROUP -> topics.prefix() + "monitor";
      };
    }

    /** Everything but this is allowed. */
    private List<AclBinding> withheld(Topics topics) {
      var pattern = new ResourcePattern(type, name(topics), PatternType.LITERAL);
      return List.of(
          new AclBinding(pattern, entry(AclOperation.ALL, AclPermissionType.ALLOW)),
          new AclBinding(pattern, entry(operation, AclPermissionType.DENY)));
    }

    private static AccessControlEntry entry(AclOperation operation, AclPermissionType type) {
      return new AccessControlEntry("User:*", "*", operation, type);
    }
  }

  @Override
  TestKafka broker() {
    return TestKafka.local(
        Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true"));
  }

  @ParameterizedTest
  @EnumSource
  void aRightThatIsGoneForSecondsStopsNothingAndLosesNothing(Right right) throws Exception {
    // Given
    var topics = kafka.createTopics(1);
    var samples = speech("anger", 12);
    try (var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "rights-" + right)) {
      assertThat(monitor.awaitRunning(Patience.LIMIT)).isTrue();
      recorder.send("bed-1", samples, 0, 64_000);
      awaitEvents(recorder, 5);
      Patience.await().until(() -> monitor.health().ready());

      // When
      admin(admin -> admin.createAcls(right.withheld(topics)).all().get());
      int[] sent = {64_000};
      Patience.await()
          .until(
              () -> {
                if (right != Right.READ_AUDIO && sent[0] < 96_000) {
                  recorder.send("bed-1", samples, sent[0], sent[0] += 4_000);
                }
                return !monitor.health().ready();
              });
      assertThat(monitor.health().live()).isTrue();
      var filters = right.withheld(topics).stream().map(AclBinding::toFilter).toList();
      admin(admin -> admin.deleteAcls(filters).all().get());
      recorder.send("bed-1", samples, sent[0], samples.length);

      // Then
      awaitEvents(recorder, 21);
      Patience.await().until(() -> monitor.health().ready());
      assertThat(monitor.failure()).isEmpty();
      assertThat(recorder.events())
          .extracting(EmotionEvent::firstSample)
          .hasSize(21)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }
}

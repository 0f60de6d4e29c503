package io.tenor.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.ingest.Rejection;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadRecordHandlerTest {

  private final Exception cause = new IllegalStateException("something private");

  private final BadRecordHandler handler = new BadRecordHandler();

  @BeforeEach
  void configure() {
    handler.configure(Map.of(BadRecordHandler.DEAD_LETTER_TOPIC, "audio.rejected"));
  }

  /** Where something failed; without a topic if a timer set it off. */
  private record At(String topic, String processorNodeId) implements ErrorHandlerContext {
    @Override
    public int partition() {
      return 2;
    }

    @Override
    public long offset() {
      return 7;
    }

    @Override
    public Headers headers() {
      return new RecordHeaders();
    }

    @Override
    public TaskId taskId() {
      return new TaskId(0, 2);
    }

    @Override
    public long timestamp() {
      return -1;
    }

    @Override
    public byte[] sourceRawKey() {
      return new byte[] {1};
    }

    @Override
    public byte[] sourceRawValue() {
      return new byte[] {2};
    }
  }

  @Test
  void aRecordThatFailsOneSensorBecomesADeadLetter() {
    var response = handler.handleError(new At("audio.ward", MonitorTopology.WINDOW), null, cause);
    assertThat(response.result()).isEqualTo(Result.RESUME);
    var letter = response.deadLetterQueueRecords().get(0);
    assertThat(letter.topic()).isEqualTo("audio.rejected");
    assertThat(letter.value()).containsExactly(2);
    assertThat(letter.headers())
        .noneMatch(header -> new String(header.value(), UTF_8).contains("private"));
  }

  @Test
  void whatBecomesADeadLetterIsCounted() {
    // Given
    var counted = new ArrayList<Rejection.Reason>();
    Meters meters =
        new Meters() {
          @Override
          public void rejected(Rejection.Reason reason) {
            counted.add(reason);
          }
        };
    handler.configure(Map.of(BadRecordHandler.METERS, meters));

    // When
    handler.handleError(new At("audio.ward", MonitorTopology.WINDOW), null, cause);
    handler.handleError(new At(null, MonitorTopology.WINDOW), null, cause);
    handler.handleError(new At("audio.ward", MonitorTopology.SCORE), null, cause);

    // Then
    assertThat(counted).containsExactly(Rejection.Reason.FAILED);
  }

  @Test
  void aTimerThatFailsOneSensorStopsNobody() {
    var response = handler.handleError(new At(null, MonitorTopology.WINDOW), null, cause);
    assertThat(response.result()).isEqualTo(Result.RESUME);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
  }

  @Test
  void aFailureToScoreIsNotSteppedOver() {
    var response = handler.handleError(new At("audio.ward", MonitorTopology.SCORE), null, cause);
    assertThat(response.result()).isEqualTo(Result.FAIL);
  }
}

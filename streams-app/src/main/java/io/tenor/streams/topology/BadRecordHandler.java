package io.tenor.streams.topology;

import io.tenor.streams.ingest.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A failure in a stage that works on one sensor's record alone costs that record: it becomes a dead
 * letter and the stream goes on. A failure anywhere else is one of the monitor and must not be
 * stepped over, or windows would be lost.
 */
public final class BadRecordHandler implements ProcessingExceptionHandler {

  /** Configuration: name of the dead-letter topic. */
  public static final String DEAD_LETTER_TOPIC = "tenor.dead.letter.topic";

  /** Configuration: the {@link Meters} that are told of records that failed; none by default. */
  public static final String METERS = "tenor.meters";

  private static final Logger LOG = LoggerFactory.getLogger(BadRecordHandler.class);
  private static final Set<String> OF_ONE_RECORD =
      Set.of(MonitorTopology.INGEST, MonitorTopology.WINDOW);

  private String rejectedTopic = "";
  private Meters meters = Meters.NONE;

  @Override
  public void configure(Map<String, ?> configs) {
    if (configs.get(DEAD_LETTER_TOPIC) instanceof String topic) {
      rejectedTopic = topic;
    }
    if (configs.get(METERS) instanceof Meters told) {
      meters = told;
    }
  }

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception cause) {
    if (!OF_ONE_RECORD.contains(context.processorNodeId()) || rejectedTopic.isEmpty()) {
      return Response.fail();
    }
    // The exception's own message could quote what it choked on.
    LOG.atError()
        .addKeyValue("node", context.processorNodeId())
        .addKeyValue("topic", context.topic())
        .addKeyValue("partition", context.partition())
        .addKeyValue("offset", context.offset())
        .addKeyValue("failure", cause.getClass().getName())
        .log("A record could not be processed, and is with the dead letters if it was one");
    if (context.topic() == null) {
      return Response
          .resume(); // a timer failed, for one sensor: there is no record to put anywhere
    }
    meters.rejected(Rejection.Reason.FAILED);
    var rejection =
        new Rejection(
            Rejection.Reason.FAILED, "processing failed in the stage " + context.processorNodeId());
    var headers =
        DeadLetters.headers(
            context.headers(), rejection, context.topic(), context.partition(), context.offset());
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                rejectedTopic,
                null,
                Math.max(0, context.timestamp()),
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers)));
  }
}

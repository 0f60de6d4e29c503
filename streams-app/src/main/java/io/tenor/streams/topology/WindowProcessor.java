package io.tenor.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.window.ReorderBuffer;
import io.tenor.streams.window.ReorderBuffer.Step;
import io.tenor.streams.window.TimelineSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the timelines of a task's sensors. The heap holds those ready that are heard; the stores
 * hold the same, and are written with every chunk, so a commit never leaves anything behind.
 *
 * <p>Windows go on to be scored. How a sensor's audio comes in goes to its status: when it begins
 * or is back, with every session, after every ten seconds of its audio, and when it has said
 * nothing for {@link AudioInput#silent}.
 *
 * <p>Two things here depend on the time of processing. A sensor that falls silent while a chunk
 * before others was missing gets those others heard; it changes events only if the missing chunk
 * comes after all, so late, with nothing in between; time in which the brokers are not there does
 * not count. And a sensor that has been offline for long is forgotten: the same happens to it by
 * its own clock ({@link TimelineSettings#forgetMs}), but its state is not kept until then.
 */
final class WindowProcessor extends ContextualProcessor<SensorKey, AudioChunk, Object, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(WindowProcessor.class);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ModelSlot models;
  private final Function<ModelMetadata, TimelineSettings> timeline;
  private final AudioInput audio;
  private final Clock clock;
  private final BooleanSupplier inTouch;
  private final Meters meters;
  private final SensorCensus census;
  private final Map<SensorKey, ReorderBuffer> sensors = new HashMap<>();

  /** Those of which it was logged that another device has their id. */
  private final Set<SensorKey> shared = new HashSet<>();

  private SensorWatch watch;
  private SensorStores stores;
  private TimelineSettings settings;
  private long followed;

  /**
   * For one task.
   *
   * @param timeline how windows are cut for a model: the same for all that are served, but for the
   *     history that they ask for
   * @param meters are told of chunks and sensors
   */
  WindowProcessor(
      ModelSlot models,
      Function<ModelMetadata, TimelineSettings> timeline,
      AudioInput audio,
      Clock clock,
      BooleanSupplier inTouch,
      Meters meters) {
    this.models = models;
    this.timeline = timeline;
    this.audio = audio;
    this.clock = clock;
    this.inTouch = inTouch;
    this.meters = meters;
    this.census = new SensorCensus(meters);
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    super.init(context);
    sensors.clear(); // a task that is revived after an abort has the same processors
    census.clear();
    followed = models.generation();
    settings = timeline.apply(models.metadata());
    watch = new SensorWatch(audio.silent(), audio.lost(), Duration.ofMillis(settings.forgetMs()));
    stores = new SensorStores(context, settings);
    watch.look(context.currentSystemTimeMs(), true);
    stores.sensors().forEach(sensor -> watch.heard(sensor, context.currentSystemTimeMs()));
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::lookForQuietSensors);
  }

  /** Goes on with the history that another model asks for: with another one it begins anew. */
  private void followModels() {
    long generation = models.generation();
    if (generation == followed) {
      return;
    }
    followed = generation;
    var next = timeline.apply(models.metadata());
    if (next.historyFingerprint() != settings.historyFingerprint()) {
      settings = next;
      stores = new SensorStores(context(), next);
      sensors.clear(); // the stores have all of them
    }
  }

  @Override
  public void process(Record<SensorKey, AudioChunk> record) {
    followModels();
    var sensor = record.key();
    watch.heard(sensor, context().currentSystemTimeMs());
    advance(sensor, buffer -> buffer.accept(record.value()), buffer -> buffer.statusIfDue(now()));
  }

  private void lookForQuietSensors(long nowMs) {
    followModels();
    watch.look(nowMs, inTouch.getAsBoolean());
    for (var sensor : watch.silent(nowMs)) {
      if (sensors.computeIfAbsent(sensor, stores::load).isNew()) {
        forget(sensor); // what is stored was written by a monitor of other settings
        continue;
      }
      advance(sensor, buffer -> List.of(), buffer -> buffer.offline(now()));
      census.told(sensor, SensorState.OFFLINE); // another instance may have told it
    }
    for (var sensor : watch.lost(nowMs)) {
      advance(sensor, ReorderBuffer::release, buffer -> Optional.empty());
      var lost = sensors.remove(sensor); // the stores have it; it may be long until it is back
      watch.offline(sensor, lost.offlineSinceMs());
    }
    watch.forgettable(nowMs).forEach(this::forget);
  }

  private void forget(SensorKey sensor) {
    sensors.remove(sensor);
    shared.remove(sensor);
    watch.forgotten(sensor);
    stores.forget(sensor);
    forward(sensor, Optional.empty());
  }

  private void advance(
      SensorKey sensor,
      Function<ReorderBuffer, List<Step>> change,
      Function<ReorderBuffer, Optional<SensorStatus>> report) {
    try {
      var buffer = sensors.computeIfAbsent(sensor, stores::load);
      var steps = change.apply(buffer);
      var status = report.apply(buffer);
      stores.keep(sensor, buffer, steps);
      for (var step : steps) {
        meters.placed(step.advance().outcome());
        for (var window : step.advance().due()) {
          context()
              .forward(
                  new Record<>(sensor, window, step.chunk().captureMs()), MonitorTopology.SCORE);
        }
      }
      if (status.isPresent()) {
        forward(sensor, status.map(told -> told.withSkippedWindows(stores.skipped(sensor))));
      }
    } catch (RuntimeException e) {
      // The heap may be ahead of the stores now: the next chunk starts from the stores again. What
      // was held back may be what failed: it must not fail all that comes.
      sensors.remove(sensor);
      watch.forgotten(sensor);
      stores.giveUpHeld(sensor);
      throw e;
    }
  }

  /** Says once of a sensor that another device has its id, until that has not been so. */
  private void warnOfSharedId(SensorKey sensor, SensorStatus status) {
    if (!status.sharedId()) {
      if (status.state() != SensorState.OFFLINE) {
        shared.remove(sensor);
      }
    } else if (shared.add(sensor)) {
      LOG.atWarn()
          .addKeyValue("context", sensor.context().label())
          .addKeyValue("sensor", sensor.id())
          .addKeyValue("conflictingChunks", status.conflictingChunks())
          .log(
              "Another device has the id of this sensor, or its sample indices contradict its"
                  + " capture times, so chunks are left out: give each device an id of its own");
    }
  }

  /** Tells a sensor's status, or that it is forgotten. */
  private void forward(SensorKey sensor, Optional<SensorStatus> status) {
    byte[] key = SensorStatus.key(sensor.context(), sensor.id()).getBytes(UTF_8);
    long timeMs = status.map(told -> told.at().toEpochMilli()).orElseGet(clock::millis);
    status.ifPresent(told -> warnOfSharedId(sensor, told));
    status.ifPresentOrElse(
        told -> census.told(sensor, told.state()), () -> census.forgotten(sensor));
    var record = new Record<byte[], SensorStatus>(key, status.orElse(null), Math.max(0, timeMs));
    context()
        .forward(
            status.map(told -> record.withHeaders(CloudEventHeaders.of(told))).orElse(record),
            MonitorTopology.STATUS);
  }

  @Override
  public void close() {
    census.clear();
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}

package io.tenor.streams.score;

import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.RunningFeatureStatistics;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.OnnxModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What a model has pooled of its sensors' windows, while some windows are scored: read from where
 * it is kept, moved on by each window, and given back when all are scored. Nothing is kept here
 * longer, so a scoring that fails and is done again starts from the same past.
 *
 * <p>Features mean nothing to another model: what one left is a new sensor's past to the next. So
 * is what another version of Tenor kept in another form.
 */
public final class SensorPasts {

  private final Optional<FeatureNormalisation> prior;
  private final boolean remembers;
  private final float[] none;
  private final long model;
  private final Function<SensorKey, Optional<byte[]>> kept;
  private final Map<SensorKey, RunningFeatureStatistics> read = new LinkedHashMap<>();

  /**
   * Pasts for one scoring.
   *
   * @param model whose features they are
   * @param kept what {@link #keep} gave out for a sensor last, if it did; not asked for a model
   *     that does not compare features
   */
  public SensorPasts(OnnxModel model, Function<SensorKey, Optional<byte[]>> kept) {
    this(model, true, kept);
  }

  private SensorPasts(
      OnnxModel model, boolean remembers, Function<SensorKey, Optional<byte[]>> kept) {
    this.prior = model.metadata().comparison();
    this.remembers = remembers;
    this.none = model.metadata().newSensorPast();
    this.model = Long.parseUnsignedLong(model.sha256().substring(0, 2 * Long.BYTES), 16);
    this.kept = kept;
  }

  /** Pasts of sensors that have not been heard. */
  public static SensorPasts none(OnnxModel model) {
    return new SensorPasts(model, sensor -> Optional.empty());
  }

  /** Pasts that stay empty: every window is the first that is heard of its sensor. */
  public static SensorPasts forgetful(OnnxModel model) {
    return new SensorPasts(model, false, sensor -> Optional.empty());
  }

  /** Whether the model compares features, so that a sensor's windows have to be scored in order. */
  boolean matter() {
    return remembers && prior.isPresent();
  }

  /** The row of {@link ModelMetadata#PAST} for the sensor's next window; empty if none matters. */
  float[] before(SensorKey sensor) {
    return matter() ? statistics(sensor).row() : none;
  }

  /** Adds what was pooled over the sensor's next window. */
  void heard(SensorKey sensor, float[] features) {
    if (matter()) {
      statistics(sensor).add(features);
    }
  }

  /**
   * Gives out the pasts of all sensors that were asked for, to be kept: 13 bytes and 8 a feature.
   */
  public void keep(BiConsumer<SensorKey, byte[]> keeper) {
    read.forEach(
        (sensor, statistics) -> {
          byte[] state = statistics.state();
          keeper.accept(
              sensor,
              ByteBuffer.allocate(Long.BYTES + state.length).putLong(model).put(state).array());
        });
  }

  private RunningFeatureStatistics statistics(SensorKey sensor) {
    return read.computeIfAbsent(
        sensor,
        key -> {
          var statistics = new RunningFeatureStatistics(prior.orElseThrow());
          kept.apply(key)
              .filter(state -> ByteBuffer.wrap(state).getLong() == model)
              .map(state -> Arrays.copyOfRange(state, Long.BYTES, state.length))
              .filter(statistics::fits)
              .ifPresent(statistics::restore);
          return statistics;
        });
  }
}

package io.tenor.streams.model;

import io.tenor.schema.ModelRole;
import io.tenor.spectrogram.ModelMetadata;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The models that a monitor scores with: the live one, and a shadow if there is one. Each can be
 * replaced while the monitor runs.
 *
 * <p>Whoever scores has a lease on what is there ({@link #lease}), looks between two batches
 * whether that is still what is served ({@link Lease#isCurrent}), and ends the lease when it is
 * not. A model is closed when it was replaced and the last lease on it has ended. Safe for several
 * threads.
 */
public final class ModelSlot implements AutoCloseable {

  private final AtomicLong generation = new AtomicLong();
  private RefCounted live;
  private Optional<RefCounted> shadow = Optional.empty();
  private Optional<Dropped> dropped = Optional.empty();
  private boolean closed;
  private volatile ModelMetadata metadata;

  /** Serves a model, and closes it when it is replaced or the slot is closed. */
  public ModelSlot(OnnxModel live) {
    this.live = new RefCounted(live);
    this.metadata = live.metadata();
  }

  /** A reference-counted model; the slot holds one of the references. */
  private static final class RefCounted {
    private final OnnxModel model;
    private int references = 1;

    RefCounted(OnnxModel model) {
      this.model = model;
    }

    RefCounted retain() {
      references++;
      return this;
    }

    void release() {
      references--;
      if (references == 0) {
        model.close();
      }
    }
  }

  /**
   * A shadow that failed.
   *
   * @param model which one; it may be closed
   * @param reason what it died of, in one sentence
   */
  public record Dropped(OnnxModel model, String reason) {}

  /** What was served when it was leased. For one thread. */
  public final class Lease implements AutoCloseable {
    private final long leasedAt;
    private final RefCounted leased;
    private final Optional<RefCounted> leasedShadow;
    private boolean ended;

    private Lease(long leasedAt, RefCounted leased, Optional<RefCounted> leasedShadow) {
      this.leasedAt = leasedAt;
      this.leased = leased;
      this.leasedShadow = leasedShadow;
    }

    /** The live model; not to be used after {@link #close}. */
    public OnnxModel live() {
      return leased.model;
    }

    /** The shadow, if there was one; not to be used after {@link #close}. */
    public Optional<OnnxModel> shadow() {
      return leasedShadow.map(counted -> counted.model);
    }

    /** Whether these are the models that are to be served. */
    public boolean isCurrent() {
      return leasedAt == generation.get();
    }

    /** Ends the lease. */
    @Override
    public void close() {
      synchronized (ModelSlot.this) {
        if (!ended) {
          ended = true;
          leased.release();
          leasedShadow.ifPresent(RefCounted::release);
        }
      }
    }
  }

  /** A lease on what is served; whoever asks for it closes it. */
  public synchronized Lease lease() {
    return new Lease(generation.get(), live.retain(), shadow.map(RefCounted::retain));
  }

  /** What is served at this moment; nothing after {@link #close}. */
  public synchronized Map<ModelRole, ServedModel> served() {
    Map<ModelRole, ServedModel> served = new EnumMap<>(ModelRole.class);
    if (!closed) {
      served.put(ModelRole.LIVE, ServedModel.of(live.model));
      shadow.ifPresent(counted -> served.put(ModelRole.SHADOW, ServedModel.of(counted.model)));
    }
    return served;
  }

  /** What the live model says of itself. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /** Another number whenever a model was replaced. */
  public long generation() {
    return generation.get();
  }

  /** Replaces the live model; the slot closes it when its time is over. */
  public synchronized void serve(OnnxModel next) {
    var before = live;
    live = new RefCounted(next);
    metadata = next.metadata();
    generation.incrementAndGet();
    before.release();
  }

  /** Replaces the shadow, or takes it away; the slot closes it when its time is over. */
  public synchronized void serveShadow(Optional<OnnxModel> next) {
    var before = shadow;
    shadow = next.map(RefCounted::new);
    dropped = Optional.empty();
    generation.incrementAndGet();
    before.ifPresent(RefCounted::release);
  }

  /**
   * Takes a shadow away that has failed, if it still is the shadow.
   *
   * @param failed the one that failed
   * @param reason one sentence
   */
  public synchronized void drop(OnnxModel failed, String reason) {
    if (shadow.filter(counted -> counted.model.equals(failed)).isPresent()) {
      serveShadow(Optional.empty());
      dropped = Optional.of(new Dropped(failed, reason));
    }
  }

  /** The shadow that was dropped since the last one was served, if one was. */
  public synchronized Optional<Dropped> dropped() {
    return dropped;
  }

  /** Lets go of the models; a lease on one lasts until it is ended. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      serveShadow(Optional.empty());
      live.release();
    }
  }
}

package io.tenor.streams.model;

import io.tenor.spectrogram.ModelMetadata;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The models that a monitor scores with: the live one, and a shadow if there is one. Each can be
 * replaced while the monitor runs.
 *
 * <p>Whoever scores takes what is there ({@link #take}), looks between two batches whether that is
 * still what is served ({@link Taken#isCurrent}), and gives it back when it is not. A model is
 * closed when it was replaced and the last who took it has given it back. Safe for several threads.
 */
public final class ModelSlot implements AutoCloseable {

  private final AtomicLong generation = new AtomicLong();
  private Counted live;
  private Optional<Counted> shadow = Optional.empty();
  private Optional<Dropped> dropped = Optional.empty();
  private boolean closed;
  private volatile ModelMetadata metadata;

  /** Serves a model, and closes it when it is replaced or the slot is closed. */
  public ModelSlot(OnnxModel live) {
    this.live = new Counted(live);
    this.metadata = live.metadata();
  }

  /** A model with the number of those who hold it; the slot is one of them. */
  private static final class Counted {
    private final OnnxModel model;
    private int holders = 1;

    Counted(OnnxModel model) {
      this.model = model;
    }

    Counted taken() {
      holders++;
      return this;
    }

    void given() {
      holders--;
      if (holders == 0) {
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

  /** What was served when it was taken. For one thread. */
  public final class Taken implements AutoCloseable {
    private final long takenAt;
    private final Counted taken;
    private final Optional<Counted> takenShadow;
    private boolean given;

    private Taken(long takenAt, Counted taken, Optional<Counted> takenShadow) {
      this.takenAt = takenAt;
      this.taken = taken;
      this.takenShadow = takenShadow;
    }

    /** The live model; not to be used after {@link #close}. */
    public OnnxModel live() {
      return taken.model;
    }

    /** The shadow, if there was one; not to be used after {@link #close}. */
    public Optional<OnnxModel> shadow() {
      return takenShadow.map(counted -> counted.model);
    }

    /** Whether these are the models that are to be served. */
    public boolean isCurrent() {
      return takenAt == generation.get();
    }

    /** Gives the models back. */
    @Override
    public void close() {
      synchronized (ModelSlot.this) {
        if (!given) {
          given = true;
          taken.given();
          takenShadow.ifPresent(Counted::given);
        }
      }
    }
  }

  /** Takes what is served; whoever takes it closes it. */
  public synchronized Taken take() {
    return new Taken(generation.get(), live.taken(), shadow.map(Counted::taken));
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
    live = new Counted(next);
    metadata = next.metadata();
    generation.incrementAndGet();
    before.given();
  }

  /** Replaces the shadow, or takes it away; the slot closes it when its time is over. */
  public synchronized void serveShadow(Optional<OnnxModel> next) {
    var before = shadow;
    shadow = next.map(Counted::new);
    dropped = Optional.empty();
    generation.incrementAndGet();
    before.ifPresent(Counted::given);
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

  /** Lets go of the models; those who still hold one can go on with it until they give it back. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      serveShadow(Optional.empty());
      live.given();
    }
  }
}

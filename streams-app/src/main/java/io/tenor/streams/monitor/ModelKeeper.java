package io.tenor.streams.monitor;

import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.schema.ModelState;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelException;
import io.tenor.streams.model.ModelFetch;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.model.ModelTopic;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.score.BatchScorer;
import io.tenor.streams.window.TimelineSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the models of a monitor's slot as they are announced: fetches, checks and warms up a new
 * one, and only then replaces the old one. One that cannot be served changes nothing but what is
 * told of it; one that cannot be fetched just now is tried again; one that is on its way keeps
 * nobody waiting, and what is announced after it for the same role counts in its place. For one
 * thread.
 */
final class ModelKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelKeeper.class);

  /** What could not be fetched is tried again after so long. */
  static final Duration AGAIN = Duration.ofSeconds(30);

  private final ModelChoice choice;
  private final int maxBatch;
  private final Clock clock;
  private final ModelSlot slot;
  private final String ownSha256;
  private final Map<ModelRole, ModelView> views = new EnumMap<>(ModelRole.class);
  private final Map<ModelRole, OnnxModel> models = new EnumMap<>(ModelRole.class);
  private final ModelArrivals arrivals;
  private BiConsumer<ModelRole, Optional<ModelView>> teller = (role, view) -> {};
  private boolean running;

  /** What could not be fetched, and when it is tried again. */
  private final Map<ModelRole, Retry> retries = new EnumMap<>(ModelRole.class);

  /** The shadow that was refused: it may fit another live model. */
  private Optional<ModelAnnouncement> refusedShadow = Optional.empty();

  private record Retry(ModelAnnouncement wanted, Instant at) {}

  /**
   * Serves the monitor's own model.
   *
   * @param topic where models are that came over the cluster
   * @param maxBatch largest batch that is warmed up
   * @param clock tells when what could not be fetched is tried again
   * @throws ModelException if it cannot be served
   */
  ModelKeeper(ModelChoice choice, ModelTopic topic, int maxBatch, Clock clock) {
    this.choice = choice;
    this.clock = clock;
    this.maxBatch = maxBatch;
    this.arrivals = new ModelArrivals(new ModelFetch(choice.origins(), topic));
    var own = choice.open();
    slot = new ModelSlot(own);
    ownSha256 = own.sha256();
    models.put(ModelRole.LIVE, own);
    views.put(ModelRole.LIVE, ModelView.NOTHING.serving(own));
  }

  /** The models that are served. */
  ModelSlot slot() {
    return slot;
  }

  /** From now on sensors are cut for the live model: one with another front end is refused. */
  void running() {
    running = true;
  }

  /** Tells what there is, and from now on whatever changes; of a role without a model nothing. */
  void tell(BiConsumer<ModelRole, Optional<ModelView>> next) {
    teller = next;
    views.forEach((role, view) -> teller.accept(role, Optional.of(view)));
  }

  /**
   * Begins with what an announcement asks for, and does not wait for its file; empty if it is
   * withdrawn.
   */
  void announced(ModelRole role, Optional<ModelAnnouncement> what) {
    retries.remove(role);
    arrivals.forget(role);
    refusedShadow = refusedShadow.filter(shadow -> role != ModelRole.SHADOW);
    if (what.isEmpty()) {
      withdrawn(role);
      return;
    }
    var wanted = what.get();
    change(role, view(role).announced(wanted.model(), wanted.sha256()).as(ModelState.LOADING, ""));
    if (role == ModelRole.LIVE && choice.pinned()) {
      refuse(role, "This instance was started with --model, and serves that one alone.");
    } else if (view(role).servingSha256().equals(wanted.sha256())) {
      change(role, view(role).as(ModelState.SERVING, ""));
    } else {
      arrivals.begin(wanted);
    }
  }

  /** An announcement that cannot be read. */
  void unreadable(ModelRole role) {
    retries.remove(role);
    arrivals.forget(role);
    change(role, view(role).announced("", ""));
    refuse(role, "What was announced is no model announcement.");
  }

  private void withdrawn(ModelRole role) {
    if (role == ModelRole.SHADOW) {
      slot.serveShadow(Optional.empty());
      models.remove(role);
      views.remove(role);
      teller.accept(role, Optional.empty());
      return;
    }
    change(role, view(role).announced("", ""));
    if (view(role).servingSha256().equals(ownSha256)) {
      change(role, view(role).as(ModelState.SERVING, ""));
      return;
    }
    try {
      serve(role, fit(role, choice.open()));
    } catch (ModelException e) {
      refuse(role, e.getMessage());
    }
  }

  /** Waits for the files that are on their way, but no longer than this, and serves what came. */
  void settle(Duration atMost) throws InterruptedException {
    arrivals.await(atMost);
    look();
  }

  /**
   * Serves what has come since, looks whether a model has failed, a shadow that is gone or a GPU
   * that was given up, and tries again what could not be fetched.
   */
  void look() {
    lookForFailures();
    arrivals.take().forEach(this::arrived);
    for (var retry : List.copyOf(retries.values())) {
      if (!clock.instant().isBefore(retry.at())) {
        announced(retry.wanted().role(), Optional.of(retry.wanted()));
      }
    }
  }

  private void arrived(ModelArrivals.Arrival arrival) {
    var wanted = arrival.wanted();
    var role = wanted.role();
    try {
      serve(role, load(role, wanted, arrival.get()));
    } catch (ModelException e) {
      if (e.isPassing()) {
        retries.put(role, new Retry(wanted, clock.instant().plus(AGAIN)));
      } else if (role == ModelRole.SHADOW) {
        refusedShadow = Optional.of(wanted);
      }
      refuse(role, e.getMessage());
    }
  }

  private void lookForFailures() {
    slot.dropped()
        .filter(dropped -> dropped.model().equals(models.get(ModelRole.SHADOW)))
        .ifPresent(
            dropped -> {
              models.remove(ModelRole.SHADOW);
              change(ModelRole.SHADOW, view(ModelRole.SHADOW).servingNothing());
              refuse(ModelRole.SHADOW, dropped.reason());
            });
    models.forEach(
        (role, model) -> {
          if (!view(role).device().equals(model.device().toString())) {
            var before = view(role);
            change(role, before.serving(model).as(before.state(), before.reason()));
          }
        });
  }

  private OnnxModel load(ModelRole role, ModelAnnouncement wanted, byte[] file) {
    var model = choice.open(file, wanted.model());
    if (!model.version().equals(wanted.model())) {
      model.close();
      throw new ModelException(
          "It was announced as %s, but its file says %s."
              .formatted(wanted.model(), model.version()));
    }
    return fit(role, model);
  }

  /** The model, warm, if it can replace the one that is served; closed if it cannot. */
  private OnnxModel fit(ModelRole role, OnnxModel model) {
    try {
      var served = slot.metadata();
      var asked = model.metadata();
      if ((running || role == ModelRole.SHADOW) && !asked.frontEnd().equals(served.frontEnd())) {
        throw new ModelException(
            role == ModelRole.SHADOW
                ? "Its front end is not that of the live model, whose windows it would hear."
                : "Its front end is not that of the model in use: stop all monitors, and start"
                    + " them again to serve it.");
      }
      if (role == ModelRole.SHADOW && history(model) != history(models.get(ModelRole.LIVE))) {
        throw new ModelException(
            "It asks for another history of its sensors than the live model keeps.");
      }
      new BatchScorer(model, maxBatch).warmUp();
      return model;
    } catch (ModelException e) {
      model.close();
      throw e;
    }
  }

  private static int history(OnnxModel model) {
    return TimelineSettings.of(model.metadata()).historyFingerprint();
  }

  private void serve(ModelRole role, OnnxModel model) {
    if (role == ModelRole.LIVE) {
      slot.serve(model);
    } else {
      slot.serveShadow(Optional.of(model));
    }
    models.put(role, model);
    LOG.atInfo()
        .addKeyValue("role", role.label())
        .addKeyValue("model", model.version())
        .addKeyValue("device", model.device())
        .log("Another model is served");
    change(role, view(role).serving(model));
    dropShadowThatFitsNoMore();
    if (role == ModelRole.LIVE) {
      refusedShadow.ifPresent(shadow -> announced(ModelRole.SHADOW, Optional.of(shadow)));
    }
  }

  private void dropShadowThatFitsNoMore() {
    var shadow = models.get(ModelRole.SHADOW);
    if (shadow != null && history(shadow) != history(models.get(ModelRole.LIVE))) {
      slot.drop(
          shadow, "It asks for another history of its sensors than the new live model keeps.");
      lookForFailures();
    }
  }

  private void refuse(ModelRole role, String reason) {
    LOG.atWarn()
        .addKeyValue("role", role.label())
        .addKeyValue("reason", reason)
        .log("A model that was announced is not served");
    change(role, view(role).as(ModelState.REFUSED, reason));
  }

  private ModelView view(ModelRole role) {
    return views.getOrDefault(role, ModelView.NOTHING);
  }

  private void change(ModelRole role, ModelView next) {
    views.put(role, next);
    teller.accept(role, Optional.of(next));
  }

  /** Fetches nothing any more; the models stay as they are. */
  @Override
  public void close() {
    arrivals.close();
  }
}

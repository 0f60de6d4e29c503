package io.tenor.streams.monitor;

import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.schema.ModelState;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelException;
import io.tenor.streams.model.ModelFetch;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.score.BatchScorer;
import io.tenor.streams.window.TimelineSettings;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the models of a monitor's slot as they are announced: fetches, checks and warms up a new
 * one, and only then replaces the old one. One that cannot be served changes nothing but what is
 * told of it. For one thread.
 */
final class ModelKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(ModelKeeper.class);

  /**
   * What there is in a role, and what came of the last announcement.
   *
   * @param announced name and version of what was announced; empty if nothing is
   * @param announcedSha256 of its file
   * @param serving name and version of what is served; empty if nothing is
   * @param servingSha256 of its file
   * @param device where that runs; empty if nothing is served
   * @param reason one sentence if it was refused, else empty
   */
  record View(
      ModelState state,
      String announced,
      String announcedSha256,
      String serving,
      String servingSha256,
      String device,
      String reason) {

    private View as(ModelState next, String why) {
      return new View(next, announced, announcedSha256, serving, servingSha256, device, why);
    }

    private View announced(String version, String sha256) {
      return new View(state, version, sha256, serving, servingSha256, device, reason);
    }

    private View serving(OnnxModel model) {
      return new View(
          ModelState.SERVING,
          announced,
          announcedSha256,
          model.version(),
          model.sha256(),
          model.device().toString(),
          "");
    }

    private View servingNothing() {
      return new View(state, announced, announcedSha256, "", "", "", reason);
    }
  }

  private static final View NOTHING = new View(ModelState.SERVING, "", "", "", "", "", "");

  private final ModelChoice choice;
  private final int maxBatch;
  private final ModelSlot slot;
  private final Map<ModelRole, View> views = new EnumMap<>(ModelRole.class);
  private final Map<ModelRole, OnnxModel> models = new EnumMap<>(ModelRole.class);
  private BiConsumer<ModelRole, Optional<View>> teller = (role, view) -> {};
  private boolean running;

  /**
   * Serves the monitor's own model.
   *
   * @param maxBatch largest batch that is warmed up
   * @throws ModelException if it cannot be served
   */
  ModelKeeper(ModelChoice choice, int maxBatch) {
    this.choice = choice;
    this.maxBatch = maxBatch;
    var own = choice.open();
    slot = new ModelSlot(own);
    models.put(ModelRole.LIVE, own);
    views.put(ModelRole.LIVE, NOTHING.serving(own));
  }

  /** The models that are served. */
  ModelSlot slot() {
    return slot;
  }

  /** Name and version of the live model. */
  String live() {
    return views.get(ModelRole.LIVE).serving();
  }

  /** From now on sensors are cut for the live model: one with another front end is refused. */
  void running() {
    running = true;
  }

  /** Tells what there is, and from now on whatever changes; of a role without a model nothing. */
  void tell(BiConsumer<ModelRole, Optional<View>> next) {
    teller = next;
    views.forEach((role, view) -> teller.accept(role, Optional.of(view)));
  }

  /** Does what an announcement asks for; empty if it is withdrawn. */
  void announced(ModelRole role, Optional<ModelAnnouncement> what) throws InterruptedException {
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
      try {
        serve(role, load(role, wanted));
      } catch (ModelException e) {
        refuse(role, e.getMessage());
      }
    }
  }

  /** An announcement that cannot be read. */
  void unreadable(ModelRole role) {
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
    if (choice.pinned()) {
      change(role, view(role).as(ModelState.SERVING, ""));
      return;
    }
    try {
      serve(role, fit(role, choice.open()));
    } catch (ModelException e) {
      refuse(role, e.getMessage());
    }
  }

  /** Looks whether a model has failed since: a shadow that is gone, a GPU that was given up. */
  void look() {
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

  private OnnxModel load(ModelRole role, ModelAnnouncement wanted) throws InterruptedException {
    var file = ModelFetch.fetch(URI.create(wanted.address()), wanted.bytes(), wanted.sha256());
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
  }

  private void dropShadowThatFitsNoMore() {
    var shadow = models.get(ModelRole.SHADOW);
    if (shadow != null && history(shadow) != history(models.get(ModelRole.LIVE))) {
      slot.drop(
          shadow, "It asks for another history of its sensors than the new live model keeps.");
      look();
    }
  }

  private void refuse(ModelRole role, String reason) {
    LOG.atWarn()
        .addKeyValue("role", role.label())
        .addKeyValue("reason", reason)
        .log("A model that was announced is not served");
    change(role, view(role).as(ModelState.REFUSED, reason));
  }

  private View view(ModelRole role) {
    return views.getOrDefault(role, NOTHING);
  }

  private void change(ModelRole role, View next) {
    views.put(role, next);
    teller.accept(role, Optional.of(next));
  }
}

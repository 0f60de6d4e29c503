package io.tenor.streams.monitor;

import io.tenor.schema.ModelState;
import io.tenor.streams.model.OnnxModel;

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
record ModelView(
    ModelState state,
    String announced,
    String announcedSha256,
    String serving,
    String servingSha256,
    String device,
    String reason) {

  /** Nothing is announced and nothing served. */
  static final ModelView NOTHING = new ModelView(ModelState.SERVING, "", "", "", "", "", "");

  /** The same in another state, and why. */
  ModelView as(ModelState next, String why) {
    return new ModelView(next, announced, announcedSha256, serving, servingSha256, device, why);
  }

  /** The same with another announcement. */
  ModelView announced(String version, String sha256) {
    return new ModelView(state, version, sha256, serving, servingSha256, device, reason);
  }

  /** The same serving a model. */
  ModelView serving(OnnxModel model) {
    return new ModelView(
        ModelState.SERVING,
        announced,
        announcedSha256,
        model.version(),
        model.sha256(),
        model.device().toString(),
        "");
  }

  /** The same serving no model. */
  ModelView servingNothing() {
    return new ModelView(state, announced, announcedSha256, "", "", "", reason);
  }
}

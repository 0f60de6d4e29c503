package io.tenor.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one instance of the monitor serves in a role, and what it made of the model that was
 * announced last. The latest one of each instance and role is kept; an instance that is stopped
 * leaves a record without a value.
 *
 * @param application the monitors that share the sensors
 * @param instance which of them
 * @param role which role
 * @param state what came of the announcement
 * @param announced name and version of the model that was announced; empty if none is
 * @param announcedSha256 of its file, 64 lower-case hexadecimal digits; empty if none is announced
 * @param serving name and version of the model in use; empty if there is none in this role
 * @param servingSha256 of its file; empty if there is none
 * @param device where it runs, such as {@code cpu} or {@code cuda:0}; empty if there is none
 * @param reason one sentence where the state is refused; else empty
 * @param at when it came to be so
 */
public record ModelStatus(
    String application,
    String instance,
    ModelRole role,
    ModelState state,
    String announced,
    String announcedSha256,
    String serving,
    String servingSha256,
    String device,
    String reason,
    Instant at) {

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public ModelStatus {
    Checks.text(application, "application");
    Checks.text(instance, "instance");
    Checks.present(role, "role");
    Checks.present(state, "state");
    Checks.present(announced, "announced");
    sha256OrNothing(announcedSha256, "announcedSha256");
    Checks.present(serving, "serving");
    sha256OrNothing(servingSha256, "servingSha256");
    Checks.present(device, "device");
    if (state == ModelState.REFUSED) {
      Checks.text(reason, "reason");
    } else {
      Checks.present(reason, "reason");
    }
    at = Checks.present(at, "at").truncatedTo(ChronoUnit.MILLIS);
  }

  private static void sha256OrNothing(String value, String name) {
    if (!Checks.present(value, name).isEmpty()
        && !ModelAnnouncement.SHA_256.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " is not 64 lower-case hexadecimal digits");
    }
  }

  /** The key of an instance's statuses in {@link Topics#modelStatus()}, percent-encoded. */
  public static String key(String application, String instance, ModelRole role) {
    return EventIds.join(application, instance, role.label());
  }

  /** The id of this status: its key and the instant, in milliseconds. */
  public String id() {
    return key(application, instance, role) + '/' + at.toEpochMilli();
  }
}

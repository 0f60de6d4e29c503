package io.tenor.streams.alert;

import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When a person should look: a condition has held for long enough.
 *
 * @param name a short word, the same for ever
 * @param condition what it looks at
 * @param contexts where it holds
 * @param priority how soon a person should look
 * @param raiseAt score from which the condition holds, 0 to 1
 * @param clearAt score below which a raised alert is cleared; less than {@code raiseAt}, so that an
 *     alert does not flicker
 * @param minDuration how long the condition holds before the alert is raised
 * @param speechShare how many of the windows since then have speech in them at least, 0 to 1
 * @param coolDown after an alert has ended no other is raised for so long
 * @param expireAfter an alert ends when its sensor was not heard for so long
 * @param escalation what becomes of it if nobody acknowledges it
 */
public record AlertRule(
    String name,
    Condition condition,
    Set<SensorContext> contexts,
    Priority priority,
    double raiseAt,
    double clearAt,
    Duration minDuration,
    double speechShare,
    Duration coolDown,
    Duration expireAfter,
    Optional<Escalation> escalation) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /**
   * Checks that the parts go together.
   *
   * @throws RuleException if they do not
   */
  public AlertRule {
    require(
        NAME.matcher(name).matches(),
        name,
        "needs a name of lower-case letters, digits and '-' that begins with a letter");
    contexts = Set.copyOf(contexts);
    require(!contexts.isEmpty(), name, "holds in no context: name driver, ward or both");
    require(
        0 < clearAt && clearAt < raiseAt && raiseAt <= 1,
        name,
        "needs 0 < clear < raise <= 1, but has clear %s and raise %s".formatted(clearAt, raiseAt));
    require(
        raiseAt <= condition.highest(),
        name,
        "can never be met: %d groups share one probability, so the least of them is at most %.2f, and raise is %s"
            .formatted((int) Math.round(1 / condition.highest()), condition.highest(), raiseAt));
    require(
        speechShare >= 0 && speechShare <= 1,
        name,
        "needs a share of speech from 0 to 1, not " + speechShare);
    require(!minDuration.isNegative(), name, "needs a duration (for) of 0 or more");
    require(!coolDown.isNegative(), name, "needs a coolDown of 0 or more");
    require(expireAfter.toMillis() > 0, name, "needs a time to expire above 0");
    require(
        !(condition instanceof Condition.Offline) || expireAfter.compareTo(minDuration) > 0,
        name,
        "would expire before it is raised: expire has to be longer than for");
    require(
        condition.durations().allMatch(over -> over.toMillis() > 0),
        name,
        "needs a half-life (over) above 0");
    if (escalation.isPresent()) {
      require(
          escalation.get().priority().compareTo(priority) < 0,
          name,
          "escalates to %s, which is not above its own priority %s"
              .formatted(escalation.get().priority().label(), priority.label()));
      require(
          escalation.get().after().toMillis() > 0, name, "needs a time to escalate after above 0");
    }
  }

  private static void require(boolean right, String name, String sentence) {
    if (!right) {
      throw new RuleException("The rule '%s' %s.".formatted(name, sentence));
    }
  }
}

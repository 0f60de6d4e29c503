package io.tenor.streams.admin;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Who is in a consumer group. */
public final class GroupMembers {

  private GroupMembers() {}

  /**
   * The client ids of a group's consumers; none if there is no such group.
   *
   * @throws KafkaException if the cluster does not tell
   */
  public static Set<String> of(Admin admin, String group) {
    var description = admin.describeConsumerGroups(Set.of(group)).describedGroups().get(group);
    try {
      return Answers.get(description).members().stream()
          .map(MemberDescription::clientId)
          .collect(Collectors.toUnmodifiableSet());
    } catch (GroupIdNotFoundException e) {
      return Set.of();
    }
  }
}

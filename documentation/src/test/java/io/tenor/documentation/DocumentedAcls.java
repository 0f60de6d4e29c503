package io.tenor.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Reads the {@code kafka-acls.sh} commands of {@code docs/security.md} as Kafka's own tool would.
 */
final class DocumentedAcls {

  private static final Pattern PRINCIPAL = Pattern.compile("User:[a-z]+");

  private DocumentedAcls() {}

  /** What all commands of the page add. */
  static List<AclBinding> read() {
    var all = new ArrayList<AclBinding>();
    for (var block : MarkdownPage.read(Repository.file("docs/security.md")).blocks()) {
      block
          .text()
          .replaceAll("\\\\\\n\\s*", " ")
          .lines()
          .filter(line -> line.startsWith("kafka-acls.sh "))
          .forEach(line -> all.addAll(bindings(List.of(line.split("\\s+", -1)))));
    }
    return all;
  }

  private static List<AclBinding> bindings(List<String> words) {
    var principal = "";
    var operations = new ArrayList<AclOperation>();
    var resources = new ArrayList<ResourcePattern>();
    int typeAt = words.indexOf("--resource-pattern-type");
    var type =
        typeAt < 0
            ? PatternType.LITERAL
            : PatternType.valueOf(words.get(typeAt + 1).toUpperCase(Locale.ROOT));
    for (int i = 1; i < words.size(); i++) {
      var option = words.get(i);
      switch (option) {
        case "--add" -> {}
        case "--bootstrap-server", "--command-config", "--resource-pattern-type" -> i++;
        case "--allow-principal" -> principal = words.get(++i);
        case "--operation" ->
            operations.add(AclOperation.valueOf(words.get(++i).toUpperCase(Locale.ROOT)));
        case "--topic", "--group", "--transactional-id" ->
            resources.add(new ResourcePattern(resource(option), words.get(++i), type));
        default -> throw new IllegalStateException("kafka-acls.sh has no option " + option);
      }
    }
    if (!PRINCIPAL.matcher(principal).matches() || operations.isEmpty() || resources.isEmpty()) {
      throw new IllegalStateException("an ACL that says nothing: " + words);
    }
    var all = new ArrayList<AclBinding>();
    for (var resource : resources) {
      for (var operation : operations) {
        all.add(
            new AclBinding(
                resource,
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
      }
    }
    return all;
  }

  private static ResourceType resource(String option) {
    return switch (option) {
      case "--topic" -> ResourceType.TOPIC;
      case "--group" -> ResourceType.GROUP;
      default -> ResourceType.TRANSACTIONAL_ID;
    };
  }
}

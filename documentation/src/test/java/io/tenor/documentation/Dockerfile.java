package io.tenor.documentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Dockerfile, instruction by instruction.
 *
 * @param stages by name: what each is made from, and its instructions
 */
record Dockerfile(Map<String, Stage> stages) {

  /**
   * One instruction.
   *
   * @param name in capitals
   * @param text what follows it, without line breaks
   */
  record Instruction(String name, String text) {}

  /**
   * What lies between two FROM.
   *
   * @param base the image or stage that it is made from
   */
  record Stage(String base, List<Instruction> instructions) {

    /** What the instructions of a name say, in their order. */
    List<String> all(String name) {
      return instructions.stream()
          .filter(each -> each.name().equals(name))
          .map(Instruction::text)
          .toList();
    }
  }

  static Dockerfile read() {
    var stages = new LinkedHashMap<String, Stage>();
    String current = "";
    for (var instruction : instructions(Repository.text("src/docker/Dockerfile"))) {
      if (instruction.name().equals("FROM")) {
        var words = instruction.text().split("\\s+", -1);
        if (words.length != 3) {
          throw new IllegalStateException("a stage without a name: " + instruction.text());
        }
        current = words[2];
        stages.put(current, new Stage(words[0], new ArrayList<>()));
      } else {
        stages.get(current).instructions().add(instruction);
      }
    }
    return new Dockerfile(stages);
  }

  private static List<Instruction> instructions(String text) {
    var joined =
        String.join("\n", text.lines().filter(line -> !line.startsWith("#")).toList())
            .replaceAll("\\\\\\n\\s*", " ");
    return joined
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.strip().split("\\s+", 2))
        .map(parts -> new Instruction(parts[0], parts[1]))
        .toList();
  }
}

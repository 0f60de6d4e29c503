package io.tenor.trainer.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts this program once more, as a child. */
final class JavaProcess {

  private static final String OPTION = "--worker";

  private JavaProcess() {}

  /**
   * The trainer with the same Java, options of the JVM and classpath.
   *
   * @param arguments of the command line
   */
  static ProcessBuilder worker(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // Debuggers and agents serve one process.
      if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
        command.add(option);
      }
    }
    command.add(TrainerCli.class.getName());
    command.addAll(arguments);
    command.add(OPTION);
    ProcessBuilder builder = new ProcessBuilder(command);
    // Not as -cp: ONNX Runtime chokes on a long command line (docs/decisions/0010).
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }
}

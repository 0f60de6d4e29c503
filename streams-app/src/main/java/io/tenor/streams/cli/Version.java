package io.tenor.streams.cli;

import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "tenor " + packaged().orElse("(not packaged)"),
      "Kafka " + AppInfoParser.getVersion(),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  /** How Tenor calls itself to a web server: {@code tenor/VERSION}. */
  static String userAgent() {
    return packaged().map(version -> "tenor/" + version).orElse("tenor");
  }

  private static Optional<String> packaged() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
  }
}

package io.tenor.streams.cli;

import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String tenor =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {
      "tenor " + tenor,
      "Kafka " + AppInfoParser.getVersion(),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}

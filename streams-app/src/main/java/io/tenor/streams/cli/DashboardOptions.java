package io.tenor.streams.cli;

import io.tenor.streams.dashboard.Access;
import io.tenor.streams.dashboard.AddressRange;
import io.tenor.streams.dashboard.DashboardSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where a dashboard listens, and whom it lets in. */
final class DashboardOptions {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[^\\]]+\\]|[^:]+):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description = "Where the page is served; port 0 is any free one. Default: ${DEFAULT-VALUE}.")
  private String http;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "Ask for the token that this file holds, at least 16 characters, such as openssl rand -hex"
            + " 16 makes.",
        "Serve it over TLS (a reverse proxy does that) where others could listen in."
      })
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--behind-proxy",
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "A reverse proxy at this IP address, or in this range such as 172.16.0.0/12, asks who"
              + " somebody is; connections from elsewhere are refused. Goes with --host.")
  private List<String> proxies = List.of();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      split = ",",
      description =
          "The name under which people open the page behind the proxy, such as ward.example;"
              + " requests for other names are refused.")
  private List<String> hosts = List.of();

  @Option(
      names = "--proxy-secret-file",
      paramLabel = "FILE",
      description =
          "What only the proxy knows, as in --token-file: it sends it in the header"
              + " X-Tenor-Proxy-Secret. Needed where --behind-proxy holds an address of this"
              + " machine, since every process here could connect from it.")
  private Optional<Path> proxySecretFile = Optional.empty();

  @Option(
      names = "--user-header",
      paramLabel = "NAME",
      description =
          "The header in which that proxy says who it is, such as X-Forwarded-User; alerts are"
              + " acknowledged in that name.")
  private Optional<String> userHeader = Optional.empty();

  @Option(
      names = "--listen-audio",
      description =
          "Read the audio of a sensor while its page is open, and show its spectrogram. Default: no"
              + " audio is read and none leaves.")
  private boolean listenAudio;

  /** Whether audio is read. */
  boolean listenAudio() {
    return listenAudio;
  }

  /** Who can see it, in words. */
  String audience() {
    if (tokenFile.isPresent()) {
      return "for those who have the token";
    }
    return proxies.isEmpty() ? "for this machine only" : "for the reverse proxy only";
  }

  /**
   * The settings.
   *
   * @throws UserException if the options do not go together
   */
  DashboardSettings settings(KafkaOptions kafka) {
    var address = address();
    var access = access();
    if (access instanceof Access.ThisMachine && !address.getAddress().isLoopbackAddress()) {
      throw UserException.wrongUse(
          "At %s others could see the page: give --token-file or --behind-proxy, or listen at 127.0.0.1."
              .formatted(http));
    }
    return new DashboardSettings(
        kafka.topics(), kafka.consumerProps(), kafka.producerProps(), address, access, listenAudio);
  }

  private InetSocketAddress address() {
    var matcher = HOST_AND_PORT.matcher(http);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      throw UserException.wrongUse(
          "The --http is an address and a port such as 127.0.0.1:8080, not '%s'.".formatted(http));
    }
    var address = new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    if (address.isUnresolved()) {
      throw UserException.wrongUse(
          "There is no machine %s: give an address of this one with --http."
              .formatted(matcher.group(1)));
    }
    return address;
  }

  private Access access() {
    if (tokenFile.isPresent() && !proxies.isEmpty()) {
      throw UserException.wrongUse("Give --token-file or --behind-proxy, and not both.");
    }
    if (proxies.isEmpty() && userHeader.isPresent()) {
      throw UserException.wrongUse("The --user-header is believed with --behind-proxy only.");
    }
    if (proxies.isEmpty() && (!hosts.isEmpty() || proxySecretFile.isPresent())) {
      throw UserException.wrongUse("--host and --proxy-secret-file go with --behind-proxy only.");
    }
    if (tokenFile.isPresent()) {
      return token(tokenFile.get());
    }
    return proxies.isEmpty() ? new Access.ThisMachine() : proxy();
  }

  private Access proxy() {
    var ranges = proxies.stream().map(DashboardOptions::range).toList();
    if (hosts.isEmpty()) {
      throw UserException.wrongUse(
          "With --behind-proxy say with --host under which name people open the page, such as --host ward.example.");
    }
    var secret = proxySecretFile.map(file -> secret(file, "proxy's secret"));
    if (secret.isEmpty() && ranges.stream().anyMatch(AddressRange::hasThisMachine)) {
      throw UserException.wrongUse(
          "Every process of this machine could connect from the --behind-proxy %s and say that it is anybody: give the proxy a secret with --proxy-secret-file."
              .formatted(String.join(",", proxies)));
    }
    try {
      return new Access.Proxy(ranges, Set.copyOf(hosts), userHeader, secret);
    } catch (IllegalArgumentException e) {
      throw cannotBeUsed("proxy's secret", proxySecretFile.orElse(Path.of("")), e);
    }
  }

  private static AddressRange range(String text) {
    try {
      return AddressRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(
          "The --behind-proxy cannot be used, %s: give the address that the proxy connects from."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static Access token(Path file) {
    var token = secret(file, "token");
    try {
      return new Access.Token(token, besides(file));
    } catch (IllegalArgumentException e) {
      throw cannotBeUsed("token", file, e);
    }
  }

  /** Where it is kept who has signed out: beside the token, if there one can write. */
  private static Optional<Path> besides(Path file) {
    var kept = file.toAbsolutePath().resolveSibling(file.getFileName() + ".signed-out");
    boolean can = Files.exists(kept) ? Files.isWritable(kept) : Files.isWritable(kept.getParent());
    return can ? Optional.of(kept) : Optional.empty();
  }

  private static UserException cannotBeUsed(String what, Path file, IllegalArgumentException e) {
    return UserException.wrongUse(
        "The %s in %s cannot be used, %s: make one with openssl rand -hex 16."
            .formatted(what, file, e.getMessage()),
        e);
  }

  private static String secret(Path file, String what) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw UserException.wrongUse(
          "The %s %s cannot be read (%s): give a file with one, such as openssl rand -hex 16 makes."
              .formatted(what, file, e.getClass().getSimpleName()),
          e);
    }
  }
}

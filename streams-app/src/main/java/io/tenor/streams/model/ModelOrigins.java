package io.tenor.streams.model;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where announced models may be fetched from: folders of this machine and prefixes of web
 * addresses. Whoever may announce a model names an address, and must neither have a monitor ask any
 * other machine nor learn from its answer what files there are.
 *
 * @param folders absolute paths; only regular files below them count, symbolic links resolved
 * @param servers {@code http} and {@code https} addresses with a host; an address counts that has
 *     the scheme, host and port of one and a path that begins with its path
 */
public record ModelOrigins(List<Path> folders, List<URI> servers) {

  /** No address is fetched. */
  public static final ModelOrigins NONE = new ModelOrigins(List.of(), List.of());

  private static final Pattern WEB = Pattern.compile("(?i)https?://.*");
  private static final Pattern FILE = Pattern.compile("(?i)file:.*");

  /** What a server may read as a slash or as a dot, so that the path is not the one that we see. */
  private static final Pattern AMBIGUOUS = Pattern.compile("(?i)%2e|%2f|%5c|%25|\\\\|//|;");

  /** Makes the paths absolute. */
  public ModelOrigins {
    folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    servers = List.copyOf(servers);
    servers.forEach(ModelOrigins::requireServer);
  }

  /** The folder of a file, and nothing else. */
  static ModelOrigins beside(Path file) {
    return new ModelOrigins(
        Optional.ofNullable(file.toAbsolutePath().getParent()).stream().toList(), List.of());
  }

  /**
   * Reads what a person has written.
   *
   * @param texts each a folder, as a path or a {@code file:} address, or the beginning of an {@code
   *     http:} or {@code https:} address
   * @throws IllegalArgumentException in a clause that says what is wrong with one
   */
  public static ModelOrigins parse(List<String> texts) {
    var folders = new ArrayList<Path>();
    var servers = new ArrayList<URI>();
    for (var text : texts) {
      try {
        if (WEB.matcher(text).matches()) {
          servers.add(URI.create(text));
        } else {
          folders.add(FILE.matcher(text).matches() ? Path.of(URI.create(text)) : Path.of(text));
        }
      } catch (IllegalArgumentException | FileSystemNotFoundException e) {
        throw new IllegalArgumentException("'%s' is no address and no path".formatted(text), e);
      }
    }
    return new ModelOrigins(folders, servers);
  }

  private static void requireServer(URI server) {
    if (server.getHost() == null) {
      throw new IllegalArgumentException("'%s' names no host".formatted(server));
    }
    if (server.getRawUserInfo() != null) {
      throw new IllegalArgumentException("an address with a password in it is not taken");
    }
    if (server.getRawQuery() != null || server.getRawFragment() != null) {
      throw new IllegalArgumentException("'%s' has more than a host and a path".formatted(server));
    }
    if (isAmbiguous(server)) {
      throw new IllegalArgumentException(
          "the path of '%s' can be read in more than one way".formatted(server));
    }
  }

  /** Whether a web address may be asked. */
  boolean allows(URI address) {
    return address.getHost() != null
        && address.getRawUserInfo() == null
        && !isAmbiguous(address)
        && servers.stream().anyMatch(server -> isBelow(server, address));
  }

  private static boolean isBelow(URI server, URI address) {
    return server.getScheme().equalsIgnoreCase(address.getScheme())
        && server.getHost().equalsIgnoreCase(address.getHost())
        && port(server) == port(address)
        && pathOf(address).startsWith(asFolder(pathOf(server)));
  }

  private static boolean isAmbiguous(URI address) {
    var path = pathOf(address);
    return AMBIGUOUS.matcher(path).find()
        || List.of(path.split("/")).stream()
            .anyMatch(part -> part.equals(".") || part.equals(".."));
  }

  private static String pathOf(URI address) {
    return Optional.ofNullable(address.getRawPath()).orElse("");
  }

  private static String asFolder(String path) {
    return path.endsWith("/") ? path : path + "/";
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return address.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
  }

  /**
   * The path that a {@code file:} address names, if it is below a folder; the disk is not asked.
   *
   * @return empty if it is elsewhere
   */
  Optional<Path> path(URI address) {
    try {
      var path = Path.of(address).toAbsolutePath().normalize();
      return folders.stream().anyMatch(path::startsWith) ? Optional.of(path) : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether such a path is a regular file and, with symbolic links resolved, below a folder too.
   *
   * @throws IOException if it is not there, or cannot be looked at
   */
  boolean isRegularFile(Path path) throws IOException {
    var real = path.toRealPath();
    boolean inside = false;
    for (var folder : folders) {
      inside |= Files.exists(folder) && real.startsWith(folder.toRealPath());
    }
    return inside && Files.isRegularFile(real);
  }
}

package io.tenor.streams.model;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches the files of announced models from where they are said to be, if they may be fetched from
 * there at all, and takes nothing but those very files. Nobody waits for it: a server that stalls
 * and a disk that hangs cost a thread of its own at most, and end after a limit.
 */
public final class ModelFetch implements AutoCloseable {

  /** Larger files are refused everywhere. */
  public static final long MAX_BYTES = 512L << 20;

  /** A file is in memory once as it is fetched and again when it is loaded. */
  private static final long SHARE_OF_HEAP = 4;

  /** How long a fetch may take in all. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Files that are opened at once: a disk that hangs holds their threads for as long. */
  private static final int MAX_READERS = 4;

  private final ModelOrigins origins;
  private final ModelTopic topic;
  private final Duration limit;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ExecutorService readers =
      new ThreadPoolExecutor(
          0,
          MAX_READERS,
          CONNECT.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          ModelFetch::reader);

  /** Fetches from nowhere else. */
  public ModelFetch(ModelOrigins origins, ModelTopic topic) {
    this(origins, topic, LIMIT);
  }

  /** The same with another limit of the time that a fetch may take in all. */
  ModelFetch(ModelOrigins origins, ModelTopic topic, Duration limit) {
    this.origins = origins;
    this.topic = topic;
    this.limit = limit;
  }

  private static Thread reader(Runnable task) {
    var thread = new Thread(task, "tenor-model-file");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to fetch; whoever cancels the answer ends it.
   *
   * @param address {@code kafka:} and the topic's name, or a {@code file:}, {@code http:} or {@code
   *     https:} URI
   * @param bytes of the file, 1 to {@link #MAX_BYTES} and to a quarter of the heap
   * @param sha256 of the file, lower-case hexadecimal
   * @return the file; or a {@link ModelException} in one sentence, if it cannot be had, which may
   *     pass, is another one, or may not be fetched from there
   */
  public CompletableFuture<byte[]> fetch(URI address, long bytes, String sha256) {
    CompletableFuture<byte[]> source;
    try {
      source = open(address, length(bytes), sha256);
    } catch (ModelException e) {
      return CompletableFuture.failedFuture(e);
    }
    var answer =
        source
            .thenApply(file -> requireSame(file, bytes, sha256, address))
            .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
            .exceptionally(
                failure -> {
                  throw explained(failure, address);
                });
    var unused = answer.whenComplete((file, failure) -> source.cancel(true));
    return answer;
  }

  private static int length(long bytes) {
    long most = Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    if (bytes < 1 || bytes > most) {
      throw new ModelException(
          "A model of %d bytes is not fetched: at most %d are, a quarter of this monitor's heap."
              .formatted(bytes, most));
    }
    return Math.toIntExact(bytes);
  }

  private CompletableFuture<byte[]> open(URI address, int bytes, String sha256) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "file" -> {
        var path = origins.path(address).orElseThrow(() -> notAllowed(address));
        yield read(() -> read(path, bytes), address);
      }
      case "kafka" -> {
        if (!topic.name().equals(address.getSchemeSpecificPart())) {
          throw notAllowed(address);
        }
        yield read(() -> topic.read(sha256, bytes), address);
      }
      case "http", "https" -> {
        if (!origins.allows(address)) {
          throw notAllowed(address);
        }
        yield get(address, bytes);
      }
      default ->
          throw new ModelException(
              "A model cannot be fetched with %s: give a file:, http: or https: address."
                  .formatted(scheme));
    };
  }

  private static ModelException notAllowed(URI address) {
    return new ModelException(
        "Models are not fetched from %s: publish it without --address, or name it with --model-origins."
            .formatted(shown(address)));
  }

  /** Reads on a thread of its own: even to open a file may take for ever. */
  private CompletableFuture<byte[]> read(Callable<byte[]> source, URI address) {
    var answer = new CompletableFuture<byte[]>();
    try {
      var task =
          readers.submit(
              () -> {
                try {
                  answer.complete(source.call());
                } catch (Exception | OutOfMemoryError e) {
                  answer.completeExceptionally(e);
                }
              });
      var unused = answer.whenComplete((file, failure) -> task.cancel(true));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          ModelException.passing(
              "The model at %s is not opened, since others could not be opened yet: the disk hangs."
                  .formatted(shown(address)),
              e));
    }
    return answer;
  }

  /** The file; if it is shorter or longer, some of it. */
  private byte[] read(Path path, int bytes) throws IOException {
    if (!origins.isRegularFile(path)) {
      throw new IOException("no regular file");
    }
    if (Files.size(path) != bytes) {
      return new byte[0];
    }
    var file = new byte[bytes];
    try (var in = Files.newInputStream(path.toRealPath())) {
      return Arrays.copyOf(file, in.readNBytes(file, 0, bytes));
    }
  }

  private CompletableFuture<byte[]> get(URI address, int bytes) {
    var ended = new CompletableFuture<Void>();
    var sent =
        client.sendAsync(
            HttpRequest.newBuilder(address).build(), head -> new ModelBody(head, bytes, ended));
    var answer =
        sent.thenApply(
            response -> {
              int status = response.statusCode();
              if (status / 100 == 3) {
                throw new ModelException(
                    "The server of %s redirects, which is not followed: announce the file's own address."
                        .formatted(shown(address)));
              }
              if (status != ModelBody.OK) {
                throw ModelException.passing(
                    "The server of %s answers with status %d.".formatted(shown(address), status),
                    null);
              }
              return response.body();
            });
    // To cancel what follows from a request does not end the request.
    var unused =
        answer.whenComplete(
            (file, failure) -> {
              ended.complete(null);
              sent.cancel(true);
            });
    return answer;
  }

  private static byte[] requireSame(byte[] file, long bytes, String sha256, URI address) {
    if (file.length != bytes || !OnnxModel.sha256(file).equals(sha256)) {
      throw new ModelException(
          "What lies at %s is not the file that was announced: its SHA-256 differs."
              .formatted(shown(address)));
    }
    return file;
  }

  private ModelException explained(Throwable failure, URI address) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelException known) {
        return known;
      }
      if (cause instanceof TimeoutException) {
        return ModelException.passing(
            "The model could not be fetched from %s within %d s."
                .formatted(shown(address), limit.toSeconds()),
            cause);
      }
    }
    if ("file".equalsIgnoreCase(address.getScheme())) {
      // Not why: what a link points at, and what is not readable, is nobody's business.
      return ModelException.passing(
          "There is no regular file %s that can be read here.".formatted(shown(address)), failure);
    }
    if ("kafka".equalsIgnoreCase(address.getScheme())) {
      return ModelException.passing(
          "The model cannot be read from the topic %s: publish it again, and see that this monitor may read it."
              .formatted(topic.name()),
          failure);
    }
    var cause = failure instanceof CompletionException e ? e.getCause() : failure;
    return ModelException.passing(
        "The model cannot be fetched from %s: %s."
            .formatted(shown(address), cause.getClass().getSimpleName()),
        cause);
  }

  /** Without what may be a secret: user, password and query. */
  static String shown(URI address) {
    if (address.isOpaque()) {
      return address.getScheme() + ":" + address.getSchemeSpecificPart();
    }
    if (address.getHost() == null) {
      return address.getScheme() + ":" + address.getPath();
    }
    var port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "%s://%s%s%s".formatted(address.getScheme(), address.getHost(), port, address.getPath());
  }

  /** Opens nothing any more; what is on its way is left to itself. */
  @Override
  public void close() {
    readers.shutdownNow();
  }
}

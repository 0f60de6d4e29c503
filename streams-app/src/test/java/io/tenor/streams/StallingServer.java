package io.tenor.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Answers the first request with a head and the first byte of a body, and then says nothing. */
public final class StallingServer implements AutoCloseable {

  private final ServerSocket socket;
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private StallingServer(ServerSocket socket) {
    this.socket = socket;
  }

  /**
   * Starts on a free port.
   *
   * @param bytes of the body, as the head says
   */
  public static StallingServer start(long bytes) throws IOException {
    var server = new StallingServer(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
    var thread = new Thread(() -> server.serve(bytes), "stalling-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private void serve(long bytes) {
    try (var connection = socket.accept()) {
      var in = connection.getInputStream();
      if (in.read() < 0) {
        throw new IOException("closed before a request came");
      }
      connection
          .getOutputStream()
          .write(("HTTP/1.1 200 OK\r\ncontent-length: " + bytes + "\r\n\r\n1").getBytes(US_ASCII));
      asked.complete(null);
      in.transferTo(OutputStream.nullOutputStream());
      closed.complete(null);
    } catch (IOException e) {
      asked.completeExceptionally(e);
      closed.complete(null); // a reset is an end too
    }
  }

  /** Where it listens: the root, with a slash. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  /** Done when a request has come. */
  public CompletableFuture<Void> asked() {
    return asked;
  }

  /** Done when the client has closed the connection. */
  public CompletableFuture<Void> closedByClient() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

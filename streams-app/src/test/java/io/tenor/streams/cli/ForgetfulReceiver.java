package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver behind a firewall that forgets connections: what is sent on one that it has forgotten
 * comes nowhere, and neither side is told.
 */
final class ForgetfulReceiver implements AutoCloseable {

  private static final class Connection {
    private final Socket socket;
    private volatile boolean forgotten;
    private volatile boolean closed;

    Connection(Socket socket) {
      this.socket = socket;
    }
  }

  private final ServerSocket server;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger swallowed = new AtomicInteger();

  ForgetfulReceiver() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task, "forgetful-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        var connection = new Connection(server.accept());
        connections.add(connection);
        daemon(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Connection connection) {
    try {
      var in = connection.socket.getInputStream();
      while (request(in)) {
        if (connection.forgotten) {
          swallowed.incrementAndGet();
        } else {
          connection
              .socket
              .getOutputStream()
              .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
          accepted.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // A reset is an end too.
    } finally {
      connection.closed = true;
    }
  }

  /** Reads a request; false if the connection was closed instead. */
  private static boolean request(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.write(next);
    }
    int length =
        head.toString(US_ASCII)
            .lines()
            .map(line -> line.toLowerCase(Locale.ROOT))
            .filter(line -> line.startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
            .findFirst()
            .orElse(0);
    in.readNBytes(length);
    return true;
  }

  String url() {
    return "http://localhost:" + server.getLocalPort() + "/alerts";
  }

  /** How many requests were answered. */
  int accepted() {
    return accepted.get();
  }

  /** How many requests came on connections that were forgotten. */
  int swallowed() {
    return swallowed.get();
  }

  /** From now on no connection that there is works any more. */
  void forgetAll() {
    connections.forEach(connection -> connection.forgotten = true);
  }

  /** Whether the client has closed all connections that were forgotten. */
  boolean allForgottenAreClosed() {
    return connections.stream().allMatch(connection -> !connection.forgotten || connection.closed);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var connection : connections) {
        connection.socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

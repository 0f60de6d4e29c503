package io.tenor.streams.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tenor.schema.Topics;
import io.tenor.streams.TestKafka;
import io.tenor.streams.faults.TenorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Clients that a server should not wait for: some send half a request, some send a byte now and
 * then, some ask and never read, and some say that a long body comes. One that behaves asks for the
 * health meanwhile.
 */
final class HostileHttp implements AutoCloseable {

  private static final int CLIENTS = 160;
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Pattern ADDRESS = Pattern.compile("http://[^/\\s]*:(\\d+)");

  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "GET /met",
          "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ",
          "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 100000\r\n\r\n{\"tok",
          "POST /api/acks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
          "GET /api/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000");

  private final HostileMonitors monitors;
  private final TenorProcess dashboard;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean closed;

  private HostileHttp(HostileMonitors monitors, TenorProcess dashboard) {
    this.monitors = monitors;
    this.dashboard = dashboard;
  }

  /** Starts a dashboard, and clients of it and of the monitors. */
  static HostileHttp start(HostileMonitors monitors, TestKafka kafka, Topics topics, Path directory)
      throws InterruptedException {
    var dashboard =
        TenorProcess.start(
            directory.resolve("dashboard.txt"),
            "dashboard",
            "--http",
            "127.0.0.1:0",
            "--bootstrap-server",
            kafka.bootstrapServers(),
            "--topic-prefix",
            topics.prefix());
    dashboard.awaitSaid("http://");
    var clients = new HostileHttp(monitors, dashboard);
    clients.run("hostile clients", clients::disturb);
    clients.run("client that behaves", clients::ask);
    return clients;
  }

  private interface Step {
    void once() throws InterruptedException;
  }

  private void run(String name, Step step) {
    var thread =
        new Thread(
            () -> {
              try {
                while (!closed) {
                  step.once();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  private List<Integer> ports() {
    var ports = new ArrayList<>(monitors.ports());
    var address = ADDRESS.matcher(dashboard.said());
    if (address.find()) {
      ports.add(Integer.parseInt(address.group(1)));
    }
    return ports;
  }

  /** Keeps as many connections as that to each port, and adds a byte to each. */
  private void disturb() throws InterruptedException {
    var ports = ports();
    for (int i = 0; i < CLIENTS && sockets.size() < CLIENTS * ports.size(); i++) {
      for (int port : ports) {
        connect(port, BEGINNINGS.get(i % BEGINNINGS.size()));
      }
    }
    for (var socket : sockets) {
      try {
        socket.getOutputStream().write('a');
      } catch (IOException e) {
        forget(socket); // the server has had enough of it
      }
    }
    Thread.sleep(2_000);
  }

  private void connect(int port, String beginning) {
    try {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(socket);
      socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
    } catch (IOException e) {
      // A server may refuse what is too much.
    }
  }

  private void forget(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone in any case.
    }
  }

  private void ask() throws InterruptedException {
    for (int port : ports()) {
      if (!answers(port)) {
        failures.incrementAndGet();
      }
    }
    Thread.sleep(5_000);
  }

  private static boolean answers(int port) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health/live".formatted(port)))
            .timeout(ANSWER)
            .build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          < 500;
    } catch (IOException e) {
      return false;
    }
  }

  /** How often somebody who behaves had no answer. */
  long failures() {
    return failures.get() + (dashboard.isAlive() ? 0 : 1);
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    sockets.forEach(this::forget);
    dashboard.close();
  }
}

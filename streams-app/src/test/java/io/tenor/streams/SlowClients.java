package io.tenor.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Clients of a port of this machine that send half of something, or never read. */
public final class SlowClients implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 2_000;

  private final int port;
  private final List<SocketChannel> channels = new ArrayList<>();

  /** Of this port. */
  public SlowClients(int port) {
    this.port = port;
  }

  /** So many more send this and stay. */
  public void send(int clients, String text) {
    for (int n = 0; n < clients; n++) {
      write(open(), text);
    }
  }

  /** So many more ask for this until nothing is taken any more, and read no answer. */
  public void askAndNeverRead(int clients, String path) {
    for (int n = 0; n < clients; n++) {
      var channel = open();
      var request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
      for (int round = 0; round < ROUNDS && write(channel, request); round++) {}
    }
  }

  /** Sends this now and then with all of them, until all are closed. */
  public void dripUntilClosed(String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              channels.forEach(channel -> write(channel, text));
              return channels.stream().allMatch(SlowClients::isClosed);
            });
  }

  /** Waits until at least so many of them are closed. */
  public void awaitClosed(int clients) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> channels.stream().filter(SlowClients::isClosed).count() >= clients);
  }

  private SocketChannel open() {
    try {
      var channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.configureBlocking(false);
      channels.add(channel);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether all of it was taken. */
  private static boolean write(SocketChannel channel, String text) {
    try {
      var bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
      channel.write(bytes);
      return !bytes.hasRemaining();
    } catch (IOException e) {
      return false; // it was closed
    }
  }

  /** Whether the server has closed it; reads what it said before. */
  private static boolean isClosed(SocketChannel channel) {
    try {
      var buffer = ByteBuffer.allocate(8_192);
      int read = channel.read(buffer);
      while (read > 0) {
        buffer.clear();
        read = channel.read(buffer);
      }
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    for (var channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package io.tenor.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Free ports of the loopback address. */
final class Ports {

  /** Where port numbers come from. */
  @FunctionalInterface
  interface Source {
    /** A port on which nobody listened a moment ago. */
    int next();
  }

  private Ports() {}

  /** A port on which nobody listened a moment ago; the system hands them out in turn. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "This machine has no free port on its loopback address: " + e.getMessage() + ".", e);
    }
  }

  /** Whether a program could listen on this port now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As Kafka does, so that connections of a stopped broker that still linger do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

package io.tenor.streams.dashboard;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Addresses of machines that begin alike.
 *
 * @param first one of them
 * @param bits how many bits they share with it
 */
public record AddressRange(InetAddress first, int bits) {

  /** What an address without a name can consist of, so that none is looked up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

  /** Checks the number of bits. */
  public AddressRange {
    if (bits < 0 || bits > first.getAddress().length * 8) {
      throw new IllegalArgumentException("an address has no " + bits + " bits");
    }
  }

  /**
   * Reads an address such as {@code 10.0.0.5}, or a range such as {@code 172.16.0.0/12}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static AddressRange parse(String text) {
    var parts = text.strip().split("/", 2);
    if (!LITERAL.matcher(parts[0]).matches() || !parts[0].matches(".*[:.].*")) {
      throw new IllegalArgumentException("'%s' is no IP address".formatted(text));
    }
    try {
      var address = InetAddress.getByName(parts[0]);
      int bits = parts.length == 1 ? address.getAddress().length * 8 : Integer.parseInt(parts[1]);
      return new AddressRange(address, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no range of IP addresses".formatted(text), e);
    }
  }

  /** Whether this address, written in digits, is one of them. */
  boolean contains(String address) {
    if (!LITERAL.matcher(address.replaceFirst("%.*", "")).matches()) {
      return false;
    }
    try {
      return contains(InetAddress.getByName(address.replaceFirst("%.*", "")));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether a process of this machine can connect from one of them. */
  public boolean hasThisMachine() {
    if (first.isLoopbackAddress() || contains("127.0.0.1") || contains("::1")) {
      return true;
    }
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(this::contains);
    } catch (SocketException e) {
      return false; // a machine without a network
    }
  }

  private boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || (ours[whole] ^ theirs[whole]) >> (8 - rest) == 0;
  }
}

package io.tenor.streams.dashboard;

import io.tenor.schema.Topics;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What a dashboard reads and whom it shows it.
 *
 * @param topics names of the topics, which must exist
 * @param consumer properties of a consumer of bytes in no group
 * @param producer properties of a producer of bytes, for acknowledgements
 * @param http where it listens; port 0 is any free one
 * @param access who may see it
 * @param listenAudio whether it may read audio and show the spectrogram of it
 */
public record DashboardSettings(
    Topics topics,
    Map<String, Object> consumer,
    Map<String, Object> producer,
    InetSocketAddress http,
    Access access,
    boolean listenAudio) {

  /** Checks that nobody beyond this machine sees it unasked. */
  public DashboardSettings {
    consumer = Map.copyOf(consumer);
    producer = Map.copyOf(producer);
    if (http.isUnresolved()) {
      throw new IllegalArgumentException("there is no machine " + http.getHostString());
    }
    if (access instanceof Access.ThisMachine && !http.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "beyond this machine a dashboard needs a token or a reverse proxy");
    }
  }
}

package io.tenor.streams.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Binary store keys that sort by sensor, then epoch, then column: {@code sensor 0x00 epoch column},
 * numbers big-endian. A sensor's store key holds no zero byte, so no sensor's keys start with
 * another's.
 */
final class StoreKeys {

  private static final int NUMBERS = Integer.BYTES + Long.BYTES;

  private StoreKeys() {}

  static Bytes of(String sensor, int epoch, long column) {
    var name = sensor.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 1 + NUMBERS)
            .put(name)
            .put((byte) 0)
            .putInt(epoch)
            .putLong(column)
            .array());
  }

  static int epoch(Bytes key) {
    return ByteBuffer.wrap(key.get()).getInt(key.get().length - NUMBERS);
  }

  static long column(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES);
  }
}

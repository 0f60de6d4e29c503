package io.tenor.benchmarks;

import io.tenor.benchmarks.report.Beside;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the stores cost that the window stage writes with every chunk: a sensor's state and a block
 * of columns, a kilobyte each, and the block that no window needs any more deleted; and a sensor's
 * blocks read again. Beside it stands the sorted map that such a store is made of. The changelog is
 * left out: it is the cost of a producer.
 */
@State(Scope.Thread)
public class StateStoreBenchmark {

  private static final int SENSORS = 256;

  /** Blocks of 250 ms that are kept of a sensor: more than a window. */
  private static final int BLOCKS = 9;

  private final byte[] value = new byte[1_000];
  private final String[] sensors = new String[SENSORS];
  private final Bytes[] timelineKeys = new Bytes[SENSORS];
  private final Bytes[][] blockKeys = new Bytes[SENSORS][BLOCKS + 1];
  private final TreeMap<Bytes, byte[]> timelineMap = new TreeMap<>();
  private final TreeMap<Bytes, byte[]> blockMap = new TreeMap<>();
  private KeyValueStore<String, byte[]> timelines;
  private KeyValueStore<Bytes, byte[]> blocks;
  private int next;

  /** Sensors that have been heard for a while. */
  @Setup
  public void fill() {
    var context = new MockProcessorContext<Void, Void>();
    context.setRecordMetadata("audio.ward", 0, 0);
    timelines =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("timelines"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    blocks =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("columns"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    timelines.init(context.getStateStoreContext(), timelines);
    blocks.init(context.getStateStoreContext(), blocks);
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      sensors[sensor] = Voices.sensor(sensor).storeKey();
      var name = sensors[sensor].getBytes(StandardCharsets.UTF_8);
      timelineKeys[sensor] = Bytes.wrap(name);
      for (int block = 0; block < blockKeys[sensor].length; block++) {
        blockKeys[sensor][block] = blockKey(name, block);
      }
    }
    for (int n = 0; n < SENSORS * BLOCKS; n++) {
      put();
    }
    for (int n = 0; n < SENSORS * BLOCKS; n++) {
      putIntoMap();
    }
  }

  private static Bytes blockKey(byte[] sensor, int block) {
    return Bytes.wrap(
        ByteBuffer.allocate(sensor.length + 1 + Integer.BYTES + Long.BYTES)
            .put(sensor)
            .put((byte) 0)
            .putInt(0)
            .putLong(25L * block)
            .array());
  }

  /** Closes the stores. */
  @TearDown
  public void close() {
    timelines.close();
    blocks.close();
  }

  /** The floor of a chunk: the same in sorted maps. */
  @Benchmark
  public byte[] putIntoMap() {
    int sensor = next % SENSORS;
    int block = next / SENSORS % blockKeys[sensor].length;
    next = (next + 1) % (SENSORS * blockKeys[sensor].length);
    timelineMap.put(timelineKeys[sensor], value);
    blockMap.put(blockKeys[sensor][block], value);
    return blockMap.remove(blockKeys[sensor][(block + 1) % blockKeys[sensor].length]);
  }

  /** What is written with a chunk. */
  @Benchmark
  @Beside("putIntoMap")
  public byte[] put() {
    int sensor = next % SENSORS;
    int block = next / SENSORS % blockKeys[sensor].length;
    next = (next + 1) % (SENSORS * blockKeys[sensor].length);
    timelines.put(sensors[sensor], value);
    blocks.put(blockKeys[sensor][block], value);
    return blocks.delete(blockKeys[sensor][(block + 1) % blockKeys[sensor].length]);
  }

  /** The floor of a sensor's blocks. */
  @Benchmark
  public int rangeOfMap() {
    var keys = blockKeys[next % SENSORS];
    next = (next + 1) % SENSORS;
    int bytes = 0;
    for (var block : blockMap.subMap(keys[0], true, keys[keys.length - 1], true).values()) {
      bytes += block.length;
    }
    return bytes;
  }

  /** A sensor's blocks, as they are read when it comes to another instance. */
  @Benchmark
  @Beside("rangeOfMap")
  public int range() {
    var keys = blockKeys[next % SENSORS];
    next = (next + 1) % SENSORS;
    int bytes = 0;
    try (var entries = blocks.range(keys[0], keys[keys.length - 1])) {
      while (entries.hasNext()) {
        bytes += entries.next().value.length;
      }
    }
    return bytes;
  }
}

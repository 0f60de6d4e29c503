package io.tenor.streams.topology;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The tests of this package run topologies whose stores are all in memory. */
class StoresOnDiskTest {

  @Test
  void theNativeLibraryOfStoresOnDiskIsNotThere() {
    assertThatThrownBy(() -> Class.forName("org.rocksdb.RocksDB"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}

package io.tenor.streams.sizing;

import java.util.List;

/**
 * What a state store writes to its changelog.
 *
 * @param store its name
 * @param heldBytes what is left of a sensor in the changelog when it has been compacted
 * @param writes what is written; empty if the store is as good as never written
 */
public record StoreCosts(String store, Cost heldBytes, List<Write> writes) {

  /** Copies the list. */
  public StoreCosts {
    writes = List.copyOf(writes);
  }

  /** What makes a store write. */
  public enum Per {
    /** Each chunk that comes. */
    CHUNK,
    /** Each column of the spectrogram. */
    COLUMN,
    /** Each window. */
    WINDOW,
    /** Each window with speech. */
    SCORED_WINDOW
  }

  /**
   * Something that is written.
   *
   * @param per for what
   * @param records so many, deletions among them
   * @param bytes with their keys and what Kafka adds to a record, not compressed
   */
  public record Write(Per per, Cost records, Cost bytes) {}

  /** Records a second and sensor. */
  public double recordsPerSecond(Workload work) {
    return writes.stream().mapToDouble(w -> w.records().value() * work.perSecond(w.per())).sum();
  }

  /** Bytes a second and sensor, not compressed. */
  public double bytesPerSecond(Workload work) {
    return writes.stream().mapToDouble(w -> w.bytes().value() * work.perSecond(w.per())).sum();
  }
}

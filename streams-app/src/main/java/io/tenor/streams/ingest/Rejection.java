package io.tenor.streams.ingest;

/**
 * Why a record did not become audio.
 *
 * @param reason the machine's word for it
 * @param message one sentence for a person, without a byte of the payload
 */
public record Rejection(Reason reason, String message) implements Ingested {

  /** Stable codes, one a cause; they are header values on the dead-letter topic. */
  public enum Reason {
    /** No key, or one that is not a sensor id. */
    BAD_SENSOR_ID("bad-sensor-id"),
    /** No bytes. */
    EMPTY("empty"),
    /** More bytes than {@link ChunkDecoder#MAX_CHUNK_BYTES}. */
    TOO_LARGE("too-large"),
    /** A content type, rate, encoding or channel count that Tenor does not read. */
    UNKNOWN_FORMAT("unknown-format"),
    /** The bytes are not what the content type promises. */
    UNREADABLE("unreadable"),
    /** The header first-sample is not an index. */
    BAD_FIRST_SAMPLE("bad-first-sample"),
    /** The header session is empty, too long or not printable. */
    BAD_SESSION("bad-session"),
    /** No capture time. */
    BAD_TIMESTAMP("bad-timestamp"),
    /** Processing failed on this record alone. */
    FAILED("failed");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The code as it stands in the dead letter's header. */
    public String code() {
      return code;
    }
  }
}

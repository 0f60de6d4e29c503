package io.tenor.schema;

/**
 * Names of the headers that say why, and from where, a record came to {@link Topics#rejected()};
 * all values are UTF-8 text. The record's own headers stand beside them.
 */
public final class RejectedHeaders {

  /** A stable code for programs, such as {@code odd-byte-count}. */
  public static final String REASON = "tenor.rejected.reason";

  /** One sentence for people; it never quotes the payload. */
  public static final String MESSAGE = "tenor.rejected.message";

  /** The topic that the record was read from. */
  public static final String TOPIC = "tenor.rejected.topic";

  /** Its partition there, decimal. */
  public static final String PARTITION = "tenor.rejected.partition";

  /** Its offset there, decimal. */
  public static final String OFFSET = "tenor.rejected.offset";

  private RejectedHeaders() {}
}

package io.tenor.streams.webhook;

/**
 * What a sink has done.
 *
 * @param delivered alerts that were accepted
 * @param attempts requests that were sent for them and for those that were not accepted
 * @param waiting what is left for the next start
 * @param end why it ended
 */
public record SinkSummary(long delivered, long attempts, Waiting waiting, End end) {

  /** Why a sink ended. */
  public enum End {
    /** It was asked to. */
    STOPPED,
    /** So many were delivered as were wanted. */
    ENOUGH,
    /** Nothing came and nothing was delivered for long enough. */
    QUIET,
    /** The receiver wants no alerts any more. */
    GONE
  }
}

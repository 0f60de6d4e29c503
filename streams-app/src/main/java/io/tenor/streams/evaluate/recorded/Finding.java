package io.tenor.streams.evaluate.recorded;

/**
 * Something about the recording, its labels or the models that a reader of the figures should know.
 *
 * @param kind what it is about
 * @param text one or two sentences
 */
public record Finding(Kind kind, String text) {

  /** What a finding is about. */
  public enum Kind {
    /** Records that are no audio. */
    REJECTED,
    /** What came before was deleted already. */
    RETENTION,
    /** Audio is missing within a session. */
    GAP,
    /** A session begins or ends outside of the recording. */
    TRUNCATED,
    /** Audio without labels. */
    UNLABELLED,
    /** Labels without audio. */
    UNHEARD,
    /** Labels of one annotator that contradict each other. */
    OVERLAP,
    /** Labels of several annotators that contradict each other, or that say unknown. */
    DISPUTED,
    /** Labels that cannot be read. */
    UNREADABLE,
    /** A model was trained on what it is evaluated on. */
    TRAINED_ON,
    /** A fault of Tenor. */
    FAULT
  }
}

package io.tenor.benchmarks.report;

/** Says in one sentence for a person why benchmarks cannot be run or compared. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean wrongUse;

  private BenchException(String sentence, boolean wrongUse, Throwable cause) {
    super(sentence, cause);
    this.wrongUse = wrongUse;
  }

  /** The command was used in a wrong way. */
  public static BenchException wrongUse(String sentence, Throwable cause) {
    return new BenchException(sentence, true, cause);
  }

  /** Something failed. */
  public static BenchException failure(String sentence, Throwable cause) {
    return new BenchException(sentence, false, cause);
  }

  /** Whether the command was used in a wrong way. */
  public boolean isWrongUse() {
    return wrongUse;
  }
}

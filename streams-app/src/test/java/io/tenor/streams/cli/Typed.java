package io.tenor.streams.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command as a user types it, and what came of it.
 *
 * @param status exit status
 * @param out standard output
 * @param err standard error
 */
record Typed(int status, String out, String err) {

  /** Runs {@code ./tenor} with these arguments, in this JVM. */
  static Typed tenor(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        TenorCli.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
    return new Typed(status, out.toString(), err.toString());
  }
}

/** The command {@code ./tenor bench}. */
package io.tenor.benchmarks.cli;

/**
 * Fuzz tests of everything that reads bytes from outside. Without more they are run on what was
 * found once, which is kept beside them; {@code src/fuzz/run} looks for more.
 */
package io.tenor.streams.fuzz;

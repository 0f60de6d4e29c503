/** The commands of {@code ./tenor}: thin, each binds options to what the other packages do. */
package io.tenor.streams.cli;

/** Breaks a running deployment in every way, and counts what is lost or doubled. */
package io.tenor.streams.faults;

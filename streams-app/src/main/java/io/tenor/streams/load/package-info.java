/**
 * Measures what a cluster and its monitors can carry: sensors that send on a fixed schedule,
 * whether or not the system keeps up (an open loop, so that a stall is seen in full), and a reader
 * of the events that knows every window that has to come.
 */
package io.tenor.streams.load;

/** Runs the topology: settings, start, stop, what happens when a thread fails. */
package io.tenor.streams.monitor;

/** Gives a running monitor everything that nobody should send, beside a sensor that behaves. */
package io.tenor.streams.hostile;

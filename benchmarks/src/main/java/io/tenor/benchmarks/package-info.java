/** JMH benchmarks of the hot paths, each beside the floor that it cannot go below. */
package io.tenor.benchmarks;

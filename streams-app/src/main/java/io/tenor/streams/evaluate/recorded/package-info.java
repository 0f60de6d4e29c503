/**
 * Evaluates models and rules on recorded topics: what the monitor makes of the recording, against
 * what was labelled.
 */
package io.tenor.streams.evaluate.recorded;

/**
 * The same recordings by way of other microphones, rooms and lines, to measure what they change.
 */
package io.tenor.trainer.robustness;

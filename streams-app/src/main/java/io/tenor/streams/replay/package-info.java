/**
 * Sends what was recorded again: records of a topic or of a folder, with their keys, headers, times
 * and order, at the pace at which they came or as fast as a broker takes them.
 */
package io.tenor.streams.replay;

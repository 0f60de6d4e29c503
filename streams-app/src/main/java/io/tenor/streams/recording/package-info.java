/**
 * Recordings as folders: topics kept as files, put back onto topics byte for byte; and corpora of
 * labelled utterances, put onto topics as if sensors had heard them.
 */
package io.tenor.streams.recording;

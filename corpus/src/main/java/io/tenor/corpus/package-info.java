/** Reads corpora of emotional speech: which formats there are, and what a folder holds. */
package io.tenor.corpus;

/** Recordings with speaker and emotion. */
package io.tenor.trainer.corpus;

/** Fetches corpora. */
package io.tenor.trainer.corpus;

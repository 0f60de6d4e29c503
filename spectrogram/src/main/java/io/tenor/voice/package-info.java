/** A speech-like voice for demonstrations, load and tests, where no recording may be used. */
package io.tenor.voice;

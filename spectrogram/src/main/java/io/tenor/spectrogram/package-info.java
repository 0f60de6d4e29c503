/** The acoustic front end: STFT columns, mel bands and 8-bit levels. */
package io.tenor.spectrogram;

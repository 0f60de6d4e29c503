/** Audio as it arrives: PCM chunks, WAV files and their way to 16 kHz mono samples. */
package io.tenor.audio;

/** What becomes of a voice between a mouth and a monitor: rooms, noise, microphones and lines. */
package io.tenor.trainer.channel;

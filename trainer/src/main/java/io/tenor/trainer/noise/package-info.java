/** Recordings in noise, to measure how much of it a model bears. */
package io.tenor.trainer.noise;

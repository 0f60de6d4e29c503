/** The training loop: optimizer, schedule, checkpoints. */
package io.tenor.trainer.training;

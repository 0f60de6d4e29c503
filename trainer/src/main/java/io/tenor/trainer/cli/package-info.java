/** The trainer's commands. */
package io.tenor.trainer.cli;

/** The networks as descriptions, and their interpretation by DJL. */
package io.tenor.trainer.network;

/** Asks a monitor or a dashboard of this machine how it is, where there is no curl. */
package io.tenor.streams.health;

/** The topics of a deployment: how they are to be, creating them, looking at them. */
package io.tenor.streams.admin;

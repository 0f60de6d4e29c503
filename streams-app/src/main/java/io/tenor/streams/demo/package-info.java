/** The demo: a broker, sensors and a monitor in one process, and what a person sees of them. */
package io.tenor.streams.demo;

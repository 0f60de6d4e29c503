/**
 * A page that shows what the topics say. It reads {@code emotion.events}, {@code emotion.alerts}
 * and {@code sensor.status} as any consumer would, so it works beside any number of monitors and
 * could be a program of its own.
 */
package io.tenor.streams.dashboard;

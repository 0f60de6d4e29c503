package io.tenor.streams.window;

/**
 * A complete window.
 *
 * @param id which one
 * @param levels its columns, [frames][bands] unsigned 8-bit levels; not to be changed
 */
public record DueWindow(WindowId id, byte[] levels) {}

package io.tenor.streams.alert;

import io.tenor.schema.Priority;
import java.time.Duration;

/**
 * What becomes of an alert that nobody acknowledges.
 *
 * @param after how long after it was raised
 * @param priority the priority that it then has
 */
public record Escalation(Duration after, Priority priority) {}

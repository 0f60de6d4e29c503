package io.tenor.streams.sizing;

/**
 * How large records are, with key, headers and what Kafka adds, and how often some of them come.
 *
 * @param audioEnvelopeBytes of a chunk, beside its samples, when it travels alone
 * @param eventBytes of the event of a window with speech
 * @param silentEventBytes of that of a window without
 * @param statusBytes of a sensor's status
 * @param statusesPerSecond of a sensor
 * @param alertBytes of a message about an alert
 * @param audioCompression what is left of audio on the topic, 0 to 1; sensors do not compress
 * @param eventCompression what is left of events, statuses and alerts
 * @param changelogCompression what is left of changelogs
 */
public record MessageCosts(
    Cost audioEnvelopeBytes,
    Cost eventBytes,
    Cost silentEventBytes,
    Cost statusBytes,
    Cost statusesPerSecond,
    Cost alertBytes,
    Cost audioCompression,
    Cost eventCompression,
    Cost changelogCompression) {}

/**
 * Sends alerts to a receiver over HTTP, signed as Standard Webhooks 1.0.0 has it.
 *
 * <p>{@link io.tenor.streams.webhook.WebhookSink} reads the alerts as a member of a consumer group.
 * Each partition is a lane: its alerts are sent one after another, and one that is not accepted is
 * tried again for ever, while the other lanes go on. An offset is committed after its alert was
 * accepted, so every alert is delivered at least once, and in the order of its sensor.
 *
 * <p>When to send, when to try again and what to tell a person is decided by plain classes that get
 * the time handed in. An alert's body reaches the receiver and nothing else: no log, no message.
 */
package io.tenor.streams.webhook;

/**
 * A real single-node Kafka broker inside this JVM, for the demo, for development and for tests. It
 * listens on the loopback address only, without encryption, and keeps one copy of everything: it is
 * no broker for production.
 */
package io.tenor.broker;

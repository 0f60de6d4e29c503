package io.tenor.streams.ingest;

/** What became of one record of an audio topic. */
public sealed interface Ingested permits AudioChunk, Rejection {}

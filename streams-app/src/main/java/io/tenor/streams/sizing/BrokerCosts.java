package io.tenor.streams.sizing;

/**
 * What the brokers spend, in CPU time of the process.
 *
 * @param brokerCores cores that a broker takes whatever comes
 * @param chunkMicros for a chunk: taken in, kept, handed to the monitor
 * @param eventMicros for an event: taken in, kept, handed to one reader
 * @param changelogRecordMicros for a record of a changelog
 * @param replicaShare what a copy on a follower costs, of what the first costs; 0 to 1
 */
public record BrokerCosts(
    Cost brokerCores,
    Cost chunkMicros,
    Cost eventMicros,
    Cost changelogRecordMicros,
    Cost replicaShare) {

  /** The same with other times, each by a factor. */
  BrokerCosts scaled(double fixed, double chunk, double event, double changelog, String source) {
    return new BrokerCosts(
        brokerCores.times(fixed, source),
        chunkMicros.times(chunk, source),
        eventMicros.times(event, source),
        changelogRecordMicros.times(changelog, source),
        replicaShare);
  }
}

package io.tenor.streams.sizing;

import java.util.List;
import java.util.Optional;

/**
 * What a deployment needs.
 *
 * @param work what comes
 * @param deployment how it is to be run
 * @param thread how many sensors a thread hears, and how late it is then
 * @param monitors the instances of the monitor
 * @param partitions of each audio topic
 * @param brokers the brokers
 * @param network bytes a second
 * @param storage what is kept, topic by topic
 * @param recovery what happens when an instance dies
 */
public record Sizing(
    Workload work,
    Deployment deployment,
    PerThread thread,
    Monitors monitors,
    Partitions partitions,
    Brokers brokers,
    Network network,
    List<Stored> storage,
    Recovery recovery) {

  /** Copies the list. */
  public Sizing {
    storage = List.copyOf(storage);
  }

  /**
   * A stream thread.
   *
   * @param sensors that it can hear
   * @param boundBy what allows no more
   * @param utilisation part of its time that it works on their audio
   * @param microsPerSensorSecond CPU time of one of them in a second
   * @param latencies as simulated
   */
  public record PerThread(
      int sensors,
      Bound boundBy,
      double utilisation,
      double microsPerSensorSecond,
      Latencies latencies) {}

  /** What allows a thread no more sensors. */
  public enum Bound {
    /** It would work for too much of its time. */
    UTILISATION,
    /** Events would be too late. */
    LATENCY
  }

  /**
   * The monitor.
   *
   * @param threads that are needed to hear everybody
   * @param instances that hold them, one to spare
   * @param threadsPerInstance stream threads of each
   * @param sensorsPerInstance of each while one is away
   * @param cores busy in all instances together, standbys with them
   * @param standbyCores of these, what standbys take
   * @param heapBytes of an instance, twice what is in use
   * @param memoryBytes of an instance, all together
   * @param gpus that score, if a GPU does
   */
  public record Monitors(
      int threads,
      int instances,
      int threadsPerInstance,
      double sensorsPerInstance,
      double cores,
      double standbyCores,
      double heapBytes,
      double memoryBytes,
      Optional<Integer> gpus) {}

  /**
   * Partitions.
   *
   * @param count of each audio topic, the events and so on
   * @param sensors of each, in the mean
   * @param bytesPerSecond of audio into each, in the mean
   * @param replicas of all topics and changelogs together, on all brokers
   */
  public record Partitions(int count, double sensors, double bytesPerSecond, int replicas) {}

  /**
   * Brokers.
   *
   * @param cores busy in all together
   * @param count at least so many, one to spare
   * @param boundBy what needs so many
   */
  public record Brokers(double cores, int count, BrokerBound boundBy) {}

  /** What needs so many brokers. */
  public enum BrokerBound {
    /** Each copy is on another one. */
    COPIES,
    /** They would work for too much of their time. */
    CORES,
    /** They would fill their network. */
    NETWORK
  }

  /**
   * What goes over the network of all brokers together, bytes a second.
   *
   * @param audioIn audio from sensors
   * @param outputIn events, statuses and alerts
   * @param changelogIn changelogs
   * @param replicationIn copies from other brokers, which they send as well
   * @param monitorOut audio to the monitors
   * @param readersOut events to their readers
   * @param standbyOut changelogs to standbys
   */
  public record Network(
      double audioIn,
      double outputIn,
      double changelogIn,
      double replicationIn,
      double monitorOut,
      double readersOut,
      double standbyOut) {

    /** All that comes in. */
    public double in() {
      return audioIn + outputIn + changelogIn + replicationIn;
    }

    /** All that goes out. */
    public double out() {
      return replicationIn + monitorOut + readersOut + standbyOut;
    }
  }

  /**
   * What is kept of some topics.
   *
   * @param what the topic, or all changelogs
   * @param isAudio whether it has to be protected like audio
   * @param bytesPerSecond that are written, before replication
   * @param bytes on all brokers together, copies with them
   */
  public record Stored(String what, boolean isAudio, double bytesPerSecond, double bytes) {}

  /**
   * When an instance dies and another starts in its place.
   *
   * @param changelogBytes that it reads back at most
   * @param restoreSeconds for which its sensors are not heard without a standby
   */
  public record Recovery(double changelogBytes, double restoreSeconds) {}
}

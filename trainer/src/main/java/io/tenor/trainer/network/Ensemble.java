package io.tenor.trainer.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Trained networks that answer together: with the mean of their probabilities. They differ in their
 * first values and in the batches that they saw, so that what one of them learned by accident
 * counts for less; and they may differ in what they know of the sensor's past. An ensemble of one
 * answers as its network does.
 *
 * @param members at least one; all see the same levels, tell the same labels, and those that adapt
 *     have the same memory
 */
public record Ensemble(List<TrainedNetwork> members) {

  /** Copies the list and refuses networks that cannot answer together. */
  public Ensemble {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble has at least one network");
    }
    if (members.stream().map(member -> shape(member.network())).distinct().count() > 1
        || members.stream().flatMap(m -> m.network().memory().stream()).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "networks of other levels, labels or memories cannot answer together");
    }
  }

  private static List<Object> shape(Network network) {
    return List.of(network.name(), network.bands(), network.frames(), network.labels());
  }

  /** Networks of one description. */
  public static Ensemble of(Network network, Weights... weights) {
    return new Ensemble(
        Arrays.stream(weights).map(own -> new TrainedNetwork(network, own)).toList());
  }

  /** Number of networks. */
  public int size() {
    return members.size();
  }

  /** What kind of networks they are; see {@link Network#name}. */
  public String name() {
    return any().name();
  }

  /** Height of the input in bands. */
  public int bands() {
    return any().bands();
  }

  /** Width of the input in frames. */
  public int frames() {
    return any().frames();
  }

  /** Number of classes. */
  public int labels() {
    return any().labels();
  }

  /** How those members that adapt remember the sensor's past; empty if none does. */
  public Optional<SensorMemory> memory() {
    return members.stream().flatMap(member -> member.network().memory().stream()).findFirst();
  }

  /** Whether a member hears levels against those of the sensor's past. */
  public boolean comparesLevels() {
    return members.stream().anyMatch(member -> member.network().comparesLevels());
  }

  /** Number of pooled features of all members together; 0 if no member compares them. */
  public int features() {
    return members.stream().mapToInt(member -> member.network().features()).sum();
  }

  /**
   * The same array of all members that compare features, one member's after the other's.
   *
   * @param name of an array of these networks
   */
  float[] comparingArrays(String name) {
    int length = 0;
    float[] all = new float[features()];
    for (TrainedNetwork member : members) {
      if (member.network().features() > 0) {
        float[] own = member.weights().array(name);
        System.arraycopy(own, 0, all, length, own.length);
        length += own.length;
      }
    }
    return all;
  }

  private Network any() {
    return members.get(0).network();
  }
}

package io.tenor.trainer.network;

import java.util.List;

/**
 * Trained networks of one description that answer together: with the mean of their probabilities.
 * They differ in their first values and in the batches that they saw, so that what one of them
 * learned by accident counts for less. An ensemble of one answers as its network does.
 *
 * @param network what each of them is
 * @param members the values of each, at least one
 */
public record Ensemble(Network network, List<Weights> members) {

  /** Copies the list. */
  public Ensemble {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble has at least one network");
    }
  }

  /** A network alone. */
  public static Ensemble of(Network network, Weights weights) {
    return new Ensemble(network, List.of(weights));
  }

  /** Number of pooled features of all members together; 0 if they are not compared. */
  public int features() {
    return members.size() * network.features();
  }

  /** The values of an array of each member, one member after the other. */
  float[] arrays(String name) {
    int length = members.get(0).array(name).length;
    float[] all = new float[members.size() * length];
    for (int i = 0; i < members.size(); i++) {
      System.arraycopy(members.get(i).array(name), 0, all, i * length, length);
    }
    return all;
  }
}

package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.BatchRecipe;
import io.tenor.trainer.data.SampleNoise;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.training.TrainingRecipe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a model is made: what a report's figures were measured with.
 *
 * @param members the networks that are trained, apart, to answer together; at least one
 * @param settings how they are trained, with the seed of one training
 * @param noise how loud the noise is that they are trained in
 * @param variants in which variants they hear recordings; empty for the standard ones
 */
public record Recipe(
    List<Member> members, TrainingRecipe settings, SampleNoise noise, Optional<String> variants) {

  /**
   * One of a model's networks.
   *
   * @param network what is trained
   * @param batches how its batches are made
   */
  public record Member(Network network, BatchRecipe batches) {}

  /** Copies the list and refuses a model without a network. */
  public Recipe {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a model has at least one network");
    }
  }

  /** A model that is trained on the standard variants. */
  public Recipe(List<Member> members, TrainingRecipe settings, SampleNoise noise) {
    this(members, settings, noise, Optional.empty());
  }

  /** A model of one network, trained in hardly any noise. */
  public static Recipe of(Network network, TrainingRecipe settings, BatchRecipe batches) {
    return new Recipe(List.of(new Member(network, batches)), settings, SampleNoise.LIGHT);
  }

  /** Everything but the seed, in words: figures of other recipes are refused. */
  public String describe() {
    Network first = members.get(0).network();
    boolean alike = members.stream().allMatch(members.get(0)::equals);
    String recipe =
        String.join(
            "\n",
            !alike
                ? joined(members.stream().map(Member::network).toList())
                : members.size() == 1 ? first.toString() : members.size() + " of " + first,
            // The seed is told apart: a report is about several.
            settings.toString().replaceAll(", seed=-?\\d+", ""),
            joined(members.stream().map(Member::batches).distinct().toList()));
    return recipe + hearing();
  }

  /**
   * What of the variants that recordings are heard in is not standard, each on a line that begins
   * with a line break: reports and checkpoints from before there was a choice say nothing of it.
   */
  String hearing() {
    return (noise == SampleNoise.LIGHT ? "" : "\nnoise=" + noise)
        + variants.map(text -> "\n" + text).orElse("");
  }

  private static String joined(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  /**
   * How one of the networks is made: a model of one, with a seed that no network of a model with
   * another seed has.
   *
   * @param member from 0 to one less than their number
   */
  public Recipe member(int member) {
    long seed = (settings.seed() - 1) * members.size() + member + 1;
    return new Recipe(List.of(members.get(member)), settings.withSeed(seed), noise, variants);
  }

  /** The network of a model of one. */
  public Network network() {
    return only().network();
  }

  /** How the batches of a model of one network are made. */
  public BatchRecipe batches() {
    return only().batches();
  }

  private Member only() {
    if (members.size() > 1) {
      throw new IllegalStateException("a model of several networks has no single one");
    }
    return members.get(0);
  }

  /** The same with another seed. */
  public Recipe withSeed(long seed) {
    return new Recipe(members, settings.withSeed(seed), noise, variants);
  }
}

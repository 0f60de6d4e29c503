package io.tenor.trainer.data;

import io.tenor.corpus.Utterance;
import io.tenor.trainer.channel.Channel;
import io.tenor.trainer.channel.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Utterances through a random channel and at a random speed. A sensor has one channel, so all
 * utterances of a speaker in one variant have one: what comes before a window on its sensor was
 * heard as the window is.
 *
 * @param channels what is drawn from
 * @param seed the same seed gives the same channels
 * @param number of the variant: each has others
 */
public record ChannelVariant(Channels channels, long seed, int number) implements UtteranceVariant {

  private static final int MOST_PERCENT = 10;

  /**
   * What training hears of every utterance: as it is, a tenth slower, a tenth faster, and the rest
   * each through channels of their own.
   *
   * @param count how many variants, at least 1
   * @param channels what is drawn from
   * @param seed the same seed gives the same channels
   */
  public static List<UtteranceVariant> standard(int count, Channels channels, long seed) {
    double none = Double.NEGATIVE_INFINITY;
    List<UtteranceVariant> variants = new ArrayList<>();
    variants.add(SampleVariant.CLEAN);
    variants.add(new SampleVariant(90, 0, none));
    variants.add(new SampleVariant(110, 0, none));
    for (int number = variants.size(); number < count; number++) {
      variants.add(new ChannelVariant(channels, seed, number));
    }
    return List.copyOf(variants.subList(0, count));
  }

  @Override
  public short[] apply(Utterance utterance, int sampleRateHz, RandomGenerator random) {
    SplittableRandom sensor =
        new SplittableRandom(Draws.mix(Draws.mix(seed, number), utterance.speaker().hashCode()));
    int speed = sensor.nextInt(100 - MOST_PERCENT, 101 + MOST_PERCENT);
    Channel channel = channels.draw(sensor);
    short[] spoken =
        new SampleVariant(speed, 0, Double.NEGATIVE_INFINITY)
            .apply(utterance, sampleRateHz, random);
    return channel.apply(spoken, sampleRateHz, random);
  }

  @Override
  public String describe() {
    return "ChannelVariant[%s, seed=%d, number=%d]".formatted(channels.describe(), seed, number);
  }
}

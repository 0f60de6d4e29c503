package io.tenor.trainer.data;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up columns in which the emotion is where the energy lies: learnt in a few steps. */
public final class ToyCorpus {

  /** A front end of tiny windows. */
  public static final FrontEnd FRONT_END =
      new FrontEnd(16_000, 512, 400, 160, FrontEnd.Scale.MEL, 14, 50, 7_600, -100, 0, 24);

  /** A front end of tiny square windows. */
  public static final FrontEnd SQUARE =
      new FrontEnd(16_000, 512, 400, 160, FrontEnd.Scale.LINEAR, 16, 0, 8_000, -100, 0, 16);

  private ToyCorpus() {}

  /** Each of the speakers says each emotion {@code takes} times. */
  public static TrainingSet of(int speakers, int takes) {
    return of(FRONT_END, speakers, takes);
  }

  /** The same with the bands and windows of a front end. */
  public static TrainingSet of(FrontEnd frontEnd, int speakers, int takes) {
    Random random = new Random(5);
    List<TrainingSet.Item> items = new ArrayList<>();
    for (int speaker = 0; speaker < speakers; speaker++) {
      for (Emotion emotion : Emotion.values()) {
        for (int take = 0; take < takes; take++) {
          int label = Labels.index(emotion);
          String id = "%d-%s-%d".formatted(speaker, emotion.label(), take);
          items.add(
              new TrainingSet.Item(
                  new Utterance(id, "s" + speaker, "t", emotion, new short[0]),
                  label,
                  List.of(columns(frontEnd.bands(), label, 20 + random.nextInt(30), random))));
        }
      }
    }
    return new TrainingSet(frontEnd, items);
  }

  private static Columns columns(int bands, int label, int frames, Random random) {
    byte[] levels = new byte[frames * bands];
    for (int i = 0; i < levels.length; i++) {
      int loud = i % bands / 2 == label ? 100 : 0;
      levels[i] = (byte) (60 + loud + random.nextInt(40));
    }
    return new Columns(bands, levels);
  }
}

package io.tenor.trainer.data;

/**
 * How batches of the paper's pictures are made: random crops of random windows, flipped, made grey
 * or sprinkled with points, and every label as often as every other.
 *
 * <p>The paper names these changes and says that they make about 7,000 pictures of each emotion;
 * how much of each is our choice (docs/decisions/0011). They are drawn anew for every batch, after
 * the split, so that no picture of a held-out utterance is ever trained on.
 *
 * @param size pictures in a batch, at least 1
 * @param labels number of classes
 * @param smallestCrop smallest side of a crop as a share of the picture's, above 0, at most 1
 * @param flipShare share of pictures mirrored in time
 * @param greyShare share of pictures whose colours become greys
 * @param noiseShare share of pictures with points of noise
 * @param mostPoints largest share of a picture's points that become noise
 */
public record PictureSettings(
    int size,
    int labels,
    double smallestCrop,
    double flipShare,
    double greyShare,
    double noiseShare,
    double mostPoints)
    implements BatchRecipe {

  /** Refuses shares outside 0 to 1. */
  public PictureSettings {
    if (size < 1 || labels < 2) {
      throw new IllegalArgumentException("a batch needs a picture and two labels");
    }
    if (!(smallestCrop > 0 && smallestCrop <= 1)) {
      throw new IllegalArgumentException(
          "smallestCrop must be above 0 and at most 1, not " + smallestCrop);
    }
    for (double share : new double[] {flipShare, greyShare, noiseShare, mostPoints}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
      }
    }
  }

  /** The settings that the paper's networks are trained with. */
  public static PictureSettings standard(int size, int labels) {
    return new PictureSettings(size, labels, 0.8, 0.5, 0.25, 0.25, 0.05);
  }

  @Override
  public BatchSource open(TrainingSet set, long seed) {
    return new PictureBatches(set, this, seed);
  }
}

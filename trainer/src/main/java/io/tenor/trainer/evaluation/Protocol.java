package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import java.util.List;

/**
 * How a corpus is divided into folds. A pure function of utterances and seed; every utterance that
 * a protocol tests is tested in exactly one fold of a seed.
 */
public sealed interface Protocol permits LeaveSpeakerOut, LeaveSpeakerAndTextOut, RandomSplit {

  /** Name on the command line and in files, such as {@code loso-text}. */
  String name();

  /** One sentence for a report. */
  String describe();

  /** Whether no fold hears the speakers that it tests. */
  boolean speakerIndependent();

  /**
   * The folds.
   *
   * @param utterances of one corpus, ids unique
   * @param seed decides what is left to chance
   * @throws IllegalArgumentException in one sentence, if the corpus cannot be divided so
   */
  List<Fold> folds(List<Utterance> utterances, long seed);
}

package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import java.util.List;

/**
 * How a corpus is divided into folds. A pure function of utterances and seed; every utterance that
 * a protocol tests is tested in exactly one fold of a seed.
 */
public sealed interface Protocol
    permits LeaveSpeakerOut, LeaveSpeakerAndTextOut, LeaveCorpusOut, RandomSplit {

  /** Name on the command line and in files, such as {@code loso-text}. */
  String name();

  /** One sentence for a report. */
  String describe();

  /** Whether no fold hears the speakers that it tests. */
  boolean speakerIndependent();

  /**
   * The group that a prediction is of: each is read at a temperature and a threshold that were
   * chosen on the others. A speaker, or a fold where speakers are on both sides anyway.
   *
   * @param fold that the prediction is of
   */
  default String group(String fold, Prediction prediction) {
    return speakerIndependent() ? prediction.speaker() : fold;
  }

  /** Whether a temperature and a threshold may be chosen by this prediction. */
  default boolean calibrates(Prediction prediction) {
    return true;
  }

  /**
   * The folds.
   *
   * @param utterances of one corpus, ids unique
   * @param seed decides what is left to chance
   * @throws IllegalArgumentException in one sentence, if the corpus cannot be divided so
   */
  List<Fold> folds(List<Utterance> utterances, long seed);

  /** How it is chosen below which confidence a window is unknown. */
  default UnknownThreshold unknown() {
    return UnknownThreshold.NEW_SPEAKERS;
  }

  /** Whether the networks of a fold that is done are kept: a model can be written of them. */
  default boolean keepsNetworks(Fold fold) {
    return false;
  }
}

package io.tenor.corpus;

import io.tenor.schema.Emotion;

/**
 * One recording of one speaker in one emotion.
 *
 * @param id unique in its corpus, such as the file's name without its ending; where several corpora
 *     are put together, after the name of its own, such as {@code ravdess/audio/03-01-01-01-01-01}
 * @param speaker who speaks; folds are made of speakers; named like the id among several corpora
 * @param text which sentence is spoken
 * @param emotion what was acted
 * @param samples mono, at the corpus's rate; shared, not to be changed
 * @param corpus which of several corpora it is of, such as {@code ravdess}; empty where there is
 *     only one
 */
@SuppressWarnings("ArrayRecordComponent") // a recording is large, and nobody compares two
public record Utterance(
    String id, String speaker, String text, Emotion emotion, short[] samples, String corpus) {

  /** Of the only corpus there is. */
  public Utterance(String id, String speaker, String text, Emotion emotion, short[] samples) {
    this(id, speaker, text, emotion, samples, "");
  }

  /** The same heard otherwise. */
  public Utterance withSamples(short[] others) {
    return new Utterance(id, speaker, text, emotion, others, corpus);
  }
}

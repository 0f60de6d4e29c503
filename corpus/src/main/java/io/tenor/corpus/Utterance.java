package io.tenor.corpus;

import io.tenor.schema.Emotion;

/**
 * One recording of one speaker in one emotion.
 *
 * @param id unique in its corpus, such as the file's name without its ending
 * @param speaker who speaks; folds are made of speakers
 * @param text which sentence is spoken
 * @param emotion what was acted
 * @param samples mono, at the corpus's rate; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a recording is large, and nobody compares two
public record Utterance(String id, String speaker, String text, Emotion emotion, short[] samples) {}

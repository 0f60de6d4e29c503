package io.tenor.streams.evaluate;

import io.tenor.schema.Emotion;

/**
 * One utterance in a script.
 *
 * @param fromMs where it begins, milliseconds since the start of the script
 * @param toMs where it ends
 * @param emotion what was acted
 */
public record Passage(long fromMs, long toMs, Emotion emotion) {}
